package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** On a real broker and its journal. */
class KnownIdsIT {
    private static final BrokerSettings CLIENTS =
            new BrokerSettings("", null, null, Duration.ofDays(7), Duration.ofMinutes(5));

    private final List<EventKey> came = new ArrayList<>();
    private final Random random = new Random(8);

    @TempDir
    Path directory;

    private BrokerRun run;

    @AfterEach
    void stop() throws Exception {
        if (run != null) {
            run.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 63, 64, 1_000, 3_000})
    void exactlyTheLatestAreKnownWhateverTheCommitsAndHoweverOftenItIsStarted(int window) throws Exception {
        start(window);
        for (int i = 0; i < 400; i++) {
            commit(i % 50 == 7 ? 1 + random.nextInt(2 * window) : 1 + random.nextInt(3));
            if (i % 90 == 0) {
                assertThatTheLatestAreKnown(window);
            }
            if (i % 150 == 99) {
                start(window);
                assertThatTheLatestAreKnown(window);
            }
        }
        start(window);
        assertThatTheLatestAreKnown(window);
    }

    @Test
    void smallRecordsBecomeLargeOnes() throws Exception {
        start(200_000);
        for (int i = 0; i < 3 * KnownIds.SMALL; i++) {
            commit(1);
            assertThat(run.knownIds().records()).isLessThan(KnownIds.MERGED + 3);
        }
        int records = run.knownIds().records();

        start(200_000);
        assertThat(run.knownIds().records()).isEqualTo(records);
        assertThatTheLatestAreKnown(200_000);
    }

    @Test
    void moreIdsThanOneRecordOfTheJournalCanHoldAreKnown() throws Exception {
        start(200_000);
        commit(100_000);
        assertThatTheLatestAreKnown(200_000);

        start(200_000);
        assertThatTheLatestAreKnown(200_000);
    }

    @Test
    void aRecordInAnOldFileIsWrittenAnewSoThatTheFileIsFree() throws Exception {
        start(5_000);
        commit(2_000);
        commit(2_000);
        JournalImpl journal = (JournalImpl) run.server().getStorageManager().getMessageJournal();
        for (int i = 0; i < 40; i++) {
            journal.forceMoveNextFile();
            for (int commits = 0; commits < 10; commits++) {
                commit(1);
            }
        }
        journal.checkReclaimStatus();

        long oldest = journal.getDataFiles()[0].getFileID();
        assertThat(journal.getCurrentFile().getFileID() - oldest).isLessThan(KnownIds.FILES_BEHIND + 3);
        assertThatTheLatestAreKnown(5_000);
        start(5_000);
        assertThatTheLatestAreKnown(5_000);
    }

    @Test
    void aSmallerWindowForgetsTheOldest() throws Exception {
        start(1_000);
        for (int i = 0; i < 300; i++) {
            commit(3);
            if (i % 10 == 0) {
                ((JournalImpl) run.server().getStorageManager().getMessageJournal()).forceMoveNextFile();
            }
        }

        start(10);
        assertThatTheLatestAreKnown(10);
        commit(3);
        assertThatTheLatestAreKnown(10);

        start(1_000);
        assertThat(came.subList(came.size() - 10, came.size())).allMatch(run.knownIds()::contains);
    }

    @Test
    void whatWasNotCommittedIsNotKnown() throws Exception {
        start(1_000);
        commit(1);
        StorageManager storage = run.server().getStorageManager();
        EventKey given = any();
        TransactionImpl transaction = new TransactionImpl(storage);
        run.knownIds().write(List.of(given), transaction);
        transaction.rollback();

        assertThat(run.knownIds().contains(given)).isFalse();
        assertThatTheLatestAreKnown(1_000);
        start(1_000);
        assertThat(run.knownIds().contains(given)).isFalse();
        assertThatTheLatestAreKnown(1_000);
    }

    private void start(int window) throws Exception {
        stop();
        InboxSettings settings = new InboxSettings(
                window,
                DataSize.ofBytes(0),
                256,
                DataSize.ofMegabytes(4),
                2_000,
                DataSize.ofMegabytes(64),
                Duration.ofSeconds(30),
                DataSize.ofMegabytes(16));
        run = new BrokerRun(
                BrokerConfiguration.build(directory, 4711, false, settings, CLIENTS),
                new BrokerUsers(CLIENTS).securityManager(),
                List.of(new Arrivals()),
                null,
                window);
        run.start();
    }

    private void commit(int count) throws Exception {
        List<EventKey> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(any());
        }
        TransactionImpl transaction = new TransactionImpl(run.server().getStorageManager());
        Runnable remember = run.knownIds().write(ids, transaction);
        assertThat(ids).noneMatch(run.knownIds()::contains);
        transaction.commit();
        remember.run();
        came.addAll(ids);
    }

    private void assertThatTheLatestAreKnown(int window) {
        int forgotten = Math.max(0, came.size() - window);
        assertThat(came.subList(forgotten, came.size())).allMatch(run.knownIds()::contains);
        assertThat(came.subList(0, forgotten)).noneMatch(run.knownIds()::contains);
    }

    private EventKey any() {
        return new EventKey(random.nextLong(), random.nextLong());
    }
}
