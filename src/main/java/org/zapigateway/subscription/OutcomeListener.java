package org.zapigateway.subscription;

/** Hears what becomes of events. It is called by the lanes, between two turns: it must neither wait nor fail. */
@FunctionalInterface
public interface OutcomeListener {
    /** An event has left its subscription, or waits for another attempt. */
    void heard(Outcome outcome);
}
