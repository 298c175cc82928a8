package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.zapigateway.PostgreSql;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;

/**
 * Two gateways with four writers each get the same events, in orders of their own, and write them to one PostgreSQL at
 * once. The rows are those that one writer makes in the order of time. What fails as a lane would try again is tried again.
 */
class SeveralReplicasIT {
    private static final int EVENTS = 400;
    private static final int BATCH = 16;
    private static final int WRITERS = 4;

    private final long seed = new Random().nextLong();
    private EmbeddedPostgres postgres;
    private StoreHouse one;
    private StoreHouse other;

    @BeforeEach
    void open() throws Exception {
        postgres = PostgreSql.start();
        Map<String, Object> database = StoreHouse.postgresql(postgres);
        one = StoreHouse.open(database);
        other = StoreHouse.open(database);
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        other.close();
        postgres.close();
    }

    @Test
    void eventsThatHitBothAtOnceMakeTheRowsOfOneWriter() throws Exception {
        List<CanonicalEvent> events = new ArrayList<>(new HashSet<>(AnyOrderContract.sample(EVENTS, seed)));
        events.sort(Comparator.comparing(CanonicalEvent::time).thenComparing(CanonicalEvent::id));
        for (CanonicalEvent event : events) {
            one.store(event);
        }
        Map<String, List<Map<String, Object>>> expected = AnyOrderContract.tables(one);
        one.empty();

        AtomicInteger again = new AtomicInteger();
        List<Callable<Void>> writers = new ArrayList<>();
        for (StoreHouse replica : List.of(one, other)) {
            for (List<CanonicalEvent> share : shares(events, new Random(seed + writers.size()))) {
                writers.add(() -> write(replica, share, again));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(AnyOrderContract.tables(one))
                .as("seed %d, %d batches tried again", seed, again.get())
                .isEqualTo(expected);
    }

    @Test
    void aDeadlockIsTriedAgainAndNothingIsLost() throws Exception {
        Chat chat = Happening.direct("5511987650001", null);
        CanonicalEvent first = new Happening(1, chat, "A").status("READ", null);
        CanonicalEvent second = new Happening(1, chat, "B").status("READ", null);
        one.store(first, second);
        // The route sorts, so a deadlock has to be provoked: two transactions of two batches each, in opposite order.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        CountDownLatch oneHasWritten = new CountDownLatch(1);
        AtomicInteger deadlocks = new AtomicInteger();
        try {
            List<Callable<Void>> writers = List.of(
                    () -> crosswise(one, bothHoldOne, oneHasWritten, deadlocks, "A", "B"),
                    () -> crosswise(other, bothHoldOne, oneHasWritten, deadlocks, "B", "A"));
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(deadlocks).hasValue(1);
        assertThat(one.rows("whatsapp_message")).hasSize(2).allSatisfy(row -> assertThat(row)
                .containsEntry("status", "PLAYED"));
    }

    /**
     * Writes two messages in one transaction, with a meeting between. If that is a deadlock, again without the meeting, and
     * behind the other writer: at the same time they could meet in another deadlock.
     */
    private static Void crosswise(
            StoreHouse store,
            CyclicBarrier bothHoldOne,
            CountDownLatch oneHasWritten,
            AtomicInteger deadlocks,
            String first,
            String second)
            throws InterruptedException {
        Chat chat = Happening.direct("5511987650001", null);
        Runnable writeFirst = () -> store.store(new Happening(2, chat, first).status("PLAYED", null));
        Runnable writeSecond = () -> store.store(new Happening(2, chat, second).status("PLAYED", null));
        try {
            store.inTransaction(() -> {
                writeFirst.run();
                try {
                    bothHoldOne.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                writeSecond.run();
            });
            oneHasWritten.countDown();
        } catch (TransientDataAccessException e) {
            deadlocks.incrementAndGet();
            assertThat(oneHasWritten.await(1, TimeUnit.MINUTES)).isTrue();
            store.inTransaction(() -> {
                writeFirst.run();
                writeSecond.run();
            });
        }
        return null;
    }

    private static Void write(StoreHouse replica, List<CanonicalEvent> events, AtomicInteger again) {
        for (int from = 0; from < events.size(); from += BATCH) {
            CanonicalEvent[] batch =
                    events.subList(from, Math.min(from + BATCH, events.size())).toArray(CanonicalEvent[]::new);
            while (!tryToStore(replica, batch)) {
                again.incrementAndGet();
            }
        }
        return null;
    }

    private static boolean tryToStore(StoreHouse replica, CanonicalEvent... batch) {
        try {
            replica.store(batch);
            return true;
        } catch (RuntimeException e) {
            // A move of rows can run into a deadlock; the loop over the moves wraps what a step throws.
            if (ObjectHelper.getException(TransientDataAccessException.class, e) == null) {
                throw e;
            }
            return false;
        }
    }

    /** All events, shuffled and dealt out to the writers of one gateway. */
    private static List<List<CanonicalEvent>> shares(List<CanonicalEvent> events, Random random) {
        List<CanonicalEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        List<List<CanonicalEvent>> shares = new ArrayList<>();
        int share = (shuffled.size() + WRITERS - 1) / WRITERS;
        for (int from = 0; from < shuffled.size(); from += share) {
            shares.add(shuffled.subList(from, Math.min(from + share, shuffled.size())));
        }
        return shares;
    }
}
