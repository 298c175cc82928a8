package org.zapigateway.inbox;

/** Hears of each new event that is on disk. It is called by the thread that stores: it must neither wait nor fail. */
@FunctionalInterface
public interface ArrivalListener {
    /**
     * An event was stored.
     *
     * @param routed whether a subscription wants it; if not, it lies in {@code zapi.unrouted}
     */
    void stored(EventFacts event, boolean routed);
}
