package org.zapigateway.subscription;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.zapigateway.inbox.SubscriptionCounts;
import org.zapigateway.inbox.SubscriptionQueues;

/**
 * Keeps the {@link Ledger} of each subscription. While events flow, a look may fall between two counts, so it is
 * repeated until they fit; what never fits is reported. Safe for use by several threads.
 */
public final class Ledgers {
    private static final int LOOKS = 50;
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SubscriptionQueues queues;
    private final ConcurrentMap<String, Tally> tallies = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Opening> openings = new ConcurrentHashMap<>();

    Ledgers(SubscriptionQueues queues) {
        this.queues = queues;
    }

    /** What is counted of a subscription; nothing yet, when there is none of that name. */
    public Tally tally(String subscription) {
        return tallies.computeIfAbsent(subscription, name -> new Tally());
    }

    /** Opens the books of a subscription, best before a lane works on it; those that are open stay so. */
    void open(String subscription) {
        of(subscription);
    }

    /** The subscription is gone. */
    void close(String subscription) {
        openings.remove(subscription);
        tallies.remove(subscription);
    }

    /**
     * The books of a subscription.
     *
     * @return empty when there is no such subscription, or while the broker still counts what it has on disk
     */
    public Optional<Ledger> of(String subscription) {
        return look(subscription)
                .flatMap(look -> opening(subscription, look.counts().run()))
                .flatMap(opening -> lookUntil(
                                subscription, look -> opening.ledger(look).balanced())
                        .map(opening::ledger));
    }

    private Optional<Opening> opening(String subscription, Instant run) {
        return Optional.ofNullable(openings.compute(subscription, (name, opened) -> {
            if (opened != null && opened.first().counts().run().equals(run)) {
                return opened;
            }
            return settledLook(name)
                    .map(look -> new Opening(Instant.now().truncatedTo(ChronoUnit.MILLIS), look))
                    .orElse(null);
        }));
    }

    /** There is nothing to compare with yet, so the counts must stand still for a moment. */
    private Optional<Look> settledLook(String subscription) {
        Look[] before = new Look[1];
        boolean[] settled = new boolean[1];
        Optional<Look> look = lookUntil(subscription, now -> {
            settled[0] = now.equals(before[0]);
            before[0] = now;
            return settled[0];
        });
        return look.filter(last -> settled[0]);
    }

    /** The first look that is as wanted, else the last. */
    private Optional<Look> lookUntil(String subscription, Predicate<Look> wanted) {
        Optional<Look> look = look(subscription);
        for (int i = 1; i < LOOKS && look.isPresent() && !wanted.test(look.get()); i++) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            look = look(subscription);
        }
        return look;
    }

    private Optional<Look> look(String subscription) {
        Tally tally = tally(subscription);
        return queues.counts(subscription)
                .map(counts ->
                        new Look(counts, tally.delivered(), tally.discarded(), tally.replayed(), tally.adopted()));
    }

    /** All counts at about one moment. */
    private record Look(SubscriptionCounts counts, long delivered, long discarded, long replayed, long adopted) {}

    /** When the books were opened, and what was counted until then. */
    private record Opening(Instant since, Look first) {
        Ledger ledger(Look now) {
            SubscriptionCounts counts = now.counts();
            SubscriptionCounts then = first.counts();
            long accepted = then.pending()
                    + then.dead()
                    + (counts.arrived() - then.arrived())
                    + (now.adopted() - first.adopted());
            long delivered = now.delivered() - first.delivered();
            long discarded = now.discarded() - first.discarded();
            return new Ledger(
                    since,
                    accepted,
                    delivered,
                    counts.dead(),
                    discarded,
                    counts.pending(),
                    now.replayed() - first.replayed(),
                    accepted == delivered + counts.dead() + discarded + counts.pending());
        }
    }
}
