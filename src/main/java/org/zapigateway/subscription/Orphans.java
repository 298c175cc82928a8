package org.zapigateway.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;

/**
 * The subscriptions whose route is gone. They keep their events, and new ones come, until the route is back or somebody
 * removes them. Their age counts from when this process noticed them: after a restart it begins anew, so that a route
 * file that could not be loaded for once makes nothing old. Safe for use by several threads.
 */
public final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final Subscriptions subscriptions;
    private final SubscriptionQueues queues;
    private final InstantSource clock;
    private volatile Map<String, Orphan> known = Map.of();
    private volatile Map<String, Orphan> told = Map.of();

    public Orphans(Subscriptions subscriptions, SubscriptionQueues queues, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.queues = queues;
        this.clock = clock;
    }

    /** Those of the last look, by name. */
    public Map<String, Orphan> known() {
        return known;
    }

    /**
     * Looks again. To be called now and then while the routes are loaded. An orphan is told of once, and only at the
     * second look: at the first, its route may just be exchanged for a newer version.
     *
     * @return those that there are, in order of their names
     */
    public synchronized List<Orphan> look() {
        Map<String, Orphan> before = known;
        known = orphans(before);
        told.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .forEach(name -> LOG.info("subscription {}: is no orphan any more", name));
        known.values().stream()
                .filter(orphan -> before.containsKey(orphan.name()) && !told.containsKey(orphan.name()))
                .forEach(Orphans::tell);
        told = known.entrySet().stream()
                .filter(orphan -> before.containsKey(orphan.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return List.copyOf(known.values());
    }

    /** Removes those that have been orphans for longer, with all that they keep. */
    public void removeOlderThan(Duration age) {
        Instant limit = clock.instant().minus(age);
        for (Orphan orphan : told.values()) {
            if (orphan.since().isBefore(limit)) {
                remove(orphan, age);
            }
        }
    }

    private void remove(Orphan orphan, Duration age) {
        try {
            subscriptions.remove(orphan.name(), true, "no route for " + age);
        } catch (IllegalStateException | NoSuchElementException e) {
            LOG.info("subscription {}: not removed, {}", orphan.name(), e.getMessage());
        } catch (Exception e) {
            LOG.warn("subscription {}: could not be removed; it is tried again", orphan.name(), e);
        }
    }

    private Map<String, Orphan> orphans(Map<String, Orphan> before) {
        Map<String, SubscriptionStatus> worked = subscriptions.status().stream()
                .collect(Collectors.toMap(SubscriptionStatus::name, Function.identity()));
        Map<String, Orphan> orphans = new TreeMap<>();
        for (SubscriptionFigures figures : queues.figures()) {
            if (!worked.containsKey(figures.name())) {
                Orphan earlier = before.get(figures.name());
                Instant since = earlier == null ? clock.instant() : earlier.since();
                orphans.put(figures.name(), new Orphan(figures.name(), since, figures.depth(), figures.deadLetters()));
            }
        }
        return orphans;
    }

    private static void tell(Orphan orphan) {
        LOG.warn(
                "subscription {}: no route works on it; it keeps {} events and {} dead letters, and new ones come. Bring "
                        + "its route back, or, when that is gone for good, remove it: zapi subscriptions remove {}",
                orphan.name(),
                orphan.depth(),
                orphan.deadLetters(),
                orphan.name());
    }
}
