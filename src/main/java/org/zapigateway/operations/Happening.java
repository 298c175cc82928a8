package org.zapigateway.operations;

import java.time.Instant;
import java.util.List;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;

/** One thing that happened to an event. */
sealed interface Happening {
    Instant at();

    EventFacts event();

    /**
     * It came and is on disk.
     *
     * @param subscriptions those that want it
     */
    record Stored(Instant at, EventFacts event, List<String> subscriptions) implements Happening {}

    /** It came once more and was not stored again. */
    record Repeated(Instant at, EventFacts event) implements Happening {}

    /** Something became of it in a subscription. */
    record Delivery(Instant at, Outcome outcome) implements Happening {
        @Override
        public EventFacts event() {
            return outcome.event();
        }
    }
}
