package org.zapigateway.inbox;

import java.util.List;
import java.util.stream.Stream;

/** The names of the inbox's addresses and queues in the embedded broker. */
public final class InboxAddresses {
    /** The multicast address that every event is appended to. */
    public static final String EVENTS = "zapi.events";

    /** Holds the events that no subscription wanted. */
    public static final String UNROUTED = "zapi.unrouted";

    /** Holds the bodies that bore the right credential but became no event. */
    public static final String REJECTED = "zapi.rejected";

    private static final String RESERVED_PREFIX = "zapi.";

    /** Matches everything that belongs to the gateway alone. */
    static final String ALL = RESERVED_PREFIX + "#";

    /** What the names of addresses begin with that neither clients nor routes may use: the gateway's, and Artemis' own. */
    static final List<String> CLOSED_PREFIXES = List.of(RESERVED_PREFIX, "activemq.", "$sys.");

    /** Why a destination is {@linkplain #isClosed closed}, to be followed by the remedy. */
    public static final String CLOSED =
            "names that begin with zapi., activemq. or $sys. belong to the gateway and the broker itself";

    private static final String SUBSCRIPTION_PREFIX = "zapi.subscription.";
    private static final String DEAD_LETTERS_PREFIX = "zapi.dead-letters.";

    private InboxAddresses() {}

    /** The durable queue on {@link #EVENTS} that belongs to a subscription. */
    public static String subscriptionQueue(String subscription) {
        return SUBSCRIPTION_PREFIX + subscription;
    }

    /** The queue of a subscription's dead letters. */
    public static String deadLetterQueue(String subscription) {
        return DEAD_LETTERS_PREFIX + subscription;
    }

    /** The subscription that owns a queue, or {@code null} when the queue is no subscription's. */
    static String subscriptionOf(String queue) {
        return queue.startsWith(SUBSCRIPTION_PREFIX) ? queue.substring(SUBSCRIPTION_PREFIX.length()) : null;
    }

    /** The subscription whose dead letters lie in a queue, or {@code null} when the queue holds none. */
    static String subscriptionOfDeadLetters(String queue) {
        return queue.startsWith(DEAD_LETTERS_PREFIX) ? queue.substring(DEAD_LETTERS_PREFIX.length()) : null;
    }

    /**
     * Whether clients and routes are kept away from a destination.
     *
     * @param destination an address, a queue, or both as {@code address::queue}
     */
    public static boolean isClosed(String destination) {
        return Stream.of(destination.split("::"))
                .anyMatch(name -> CLOSED_PREFIXES.stream().anyMatch(name::startsWith));
    }

    /** Whether a name is one that only the gateway may use. */
    public static boolean isReserved(String name) {
        return name.startsWith(RESERVED_PREFIX);
    }
}
