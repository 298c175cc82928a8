package org.zapigateway.subscription;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.inbox.Tracing;

/** The subscriptions that routes work on. Each belongs to one route at a time. */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** Names that begin with zapi. are those of the gateway's own queues. */
    private static final Pattern NAME = Pattern.compile("(?!zapi\\.)[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final int PARTS_OF_HEAP = 8;
    private static final long MOST_BYTES = 16L << 20;
    private static final long LEAST_BYTES = 256L << 10;

    private final EmbeddedBroker broker;
    private final SubscriptionQueues queues;
    private final Targets targets;
    private final FailureRules rules;
    private final Ledgers ledgers;
    private final List<OutcomeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Tracing tracing = Tracing.OFF;

    /** In one map, also those that are stopped: whoever looks while a route is restarted sees each once. */
    private final ConcurrentMap<String, Subscription> owned = new ConcurrentHashMap<>();

    Subscriptions(
            EmbeddedBroker broker, SubscriptionQueues queues, Ledgers ledgers, Targets targets, FailureRules rules) {
        this.broker = broker;
        this.queues = queues;
        this.ledgers = ledgers;
        this.targets = targets;
        this.rules = rules;
    }

    /**
     * Checks a name.
     *
     * @param name may be {@code null}
     * @throws IllegalArgumentException when it cannot name a subscription
     */
    static void requireName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("zapi:events: '" + name + "' cannot name a subscription; use letters, "
                    + "digits, dots, dashes and underscores, at most 100, and do not begin with zapi.");
        }
    }

    /** The subscriptions that belong to a route, also to one that is stopped, by name. */
    public List<SubscriptionStatus> status() {
        return owned.values().stream()
                .map(Subscription::status)
                .sorted(Comparator.comparing(SubscriptionStatus::name))
                .toList();
    }

    /** Opens a subscription for a route; its queues exist from now on, also without the route. */
    synchronized Subscription open(String name, String routeId, String routeVersion, EventFilter filter)
            throws Exception {
        requireName(name);
        Subscription other = owned.get(name);
        if (other != null && !other.isStopped()) {
            throw new IllegalStateException("zapi:events: subscription '" + name + "' belongs to route '"
                    + other.routeId() + "' already; give route '" + routeId + "' a subscription of its own");
        }
        Subscription opened = new Subscription(name, routeId, routeVersion, ledgers.tally(name), listeners);
        owned.put(name, opened);
        try {
            queues.ensure(name, filter.expression());
            ledgers.open(name);
        } catch (Exception e) {
            owned.compute(name, (key, failed) -> other);
            throw e;
        }
        return opened;
    }

    /**
     * Removes a subscription that no route works on, for good.
     *
     * @param withEvents whether it may have events or dead letters, which are removed with it
     * @param reason for the log
     * @throws NoSuchElementException when there is no such subscription
     * @throws IllegalStateException when it must not be removed; the message says why
     * @throws Exception when the broker cannot do it
     */
    public synchronized void remove(String name, boolean withEvents, String reason) throws Exception {
        if (!queues.exists(name)) {
            throw new NoSuchElementException("there is no subscription '" + name + "'");
        }
        Subscription kept = owned.get(name);
        if (kept != null) {
            throw new IllegalStateException("subscription '" + name + "' belongs to route '" + kept.routeId()
                    + "'; remove the route first, by its file");
        }
        SubscriptionFigures removed = queues.remove(name, withEvents);
        if (!withEvents && removed.isInUse()) {
            throw new IllegalStateException("subscription '" + name + "' has " + removed.depth() + " events and "
                    + removed.deadLetters()
                    + " dead letters, which would be removed with it; say 'force' (--force) when that is "
                    + "meant");
        }
        ledgers.close(name);
        LOG.info(
                "subscription {}: removed with {} events and {} dead letters{}",
                name,
                removed.depth(),
                removed.deadLetters(),
                new OperatorReason(reason));
    }

    /**
     * Makes an event that blocks its chat, or the subscription, a dead letter without further attempts. An attempt that is
     * under way ends first, and when that delivers the event, it is delivered.
     *
     * @param eventId the first event of a chat, which waits for its next attempt or fails again and again
     * @param reason why, in the operator's words
     * @return {@code false} when no route works on the subscription, or none of its chats waits for this event
     */
    public boolean giveUp(String subscription, String eventId, String reason) {
        Subscription found = owned.get(subscription);
        return found != null && found.giveUp(eventId, reason);
    }

    /** Somebody hears from now on what becomes of events, in all subscriptions. */
    public void addListener(OutcomeListener listener) {
        listeners.add(listener);
    }

    /** Somebody hears of nothing from now on. */
    public void removeListener(OutcomeListener listener) {
        listeners.remove(listener);
    }

    /** Says who follows events from now on, in all subscriptions. */
    public void tracing(Tracing following) {
        tracing = following;
    }

    Tracing tracing() {
        return tracing;
    }

    /**
     * Lets all lanes end what they work on, and begin nothing more. The routes still have to be stopped, which Camel does
     * one after the other: each would wait for its target, and the next ones take on more meanwhile.
     */
    public void end() {
        owned.values().forEach(Subscription::end);
    }

    /** Ends a route's work on a subscription for now; its events wait. */
    void close(Subscription subscription) {
        subscription.stop();
    }

    /** The route is gone; its subscription stays. Synchronized with opening: one that fails would bring this one back. */
    synchronized void leave(String name, String routeId) {
        owned.computeIfPresent(
                name, (key, left) -> left.isStopped() && left.routeId().equals(routeId) ? null : left);
    }

    Intake intake(Subscription subscription, DeliveryPolicy policy, int lanes) {
        Intake intake = new Intake(broker, subscription.name(), policy, lanes, () -> mostBytes(HEAP, owned.size()));
        subscription.worksOn(intake.schedule());
        return intake;
    }

    /**
     * About how many bytes of events a subscription may hold, and how many that can run it may have in memory beside them: a
     * part of the heap that all subscriptions share, for the night in which every target fails.
     */
    static long mostBytes(long heap, int subscriptions) {
        return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / PARTS_OF_HEAP / Math.max(1, subscriptions)));
    }

    Lane lane(Subscription subscription, EventsConsumer consumer, DeliveryPolicy policy, Intake intake) {
        return new Lane(subscription, consumer, policy, intake, targets, rules);
    }
}
