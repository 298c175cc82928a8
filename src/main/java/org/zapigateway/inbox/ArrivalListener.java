package org.zapigateway.inbox;

import java.util.List;

/**
 * Hears of each event that is on disk. It is called by the thread that stores, or by the one whose request is answered: it
 * must neither wait nor fail.
 */
@FunctionalInterface
public interface ArrivalListener {
    /**
     * A new event was stored.
     *
     * @param subscriptions the subscriptions that want it; none: it lies in {@code zapi.unrouted}
     */
    void stored(EventFacts event, List<String> subscriptions);

    /** An event came that was stored before; it was not stored again. */
    default void repeated(EventFacts event) {}
}
