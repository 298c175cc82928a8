package org.zapigateway.inbox;

import java.time.Instant;
import java.util.List;
import org.zapigateway.event.CanonicalEvent;

/**
 * Follows events from their request through the inbox to their deliveries. It is called by the threads that do the work,
 * many at a time: it must neither wait nor fail.
 */
public interface Tracing {
    /** Follows nothing. */
    Tracing OFF = new Tracing() {
        @Override
        public Step storing(List<CanonicalEvent> events, Instant receivedAt) {
            return Step.NONE;
        }

        @Override
        public Step delivering(StoredEvent event, String subscription, String route) {
            return Step.NONE;
        }
    };

    /**
     * The events of a request are about to be stored.
     *
     * @param receivedAt when the edge took the request
     */
    Step storing(List<CanonicalEvent> events, Instant receivedAt);

    /** An event is about to go through a route. */
    Step delivering(StoredEvent event, String subscription, String route);

    /** A part of a trace; it ends once. */
    interface Step {
        /** A step that is not followed. */
        Step NONE = new Step() {
            @Override
            public String traceParent() {
                return null;
            }

            @Override
            public void done() {}

            @Override
            public void failed(String exceptionType) {}
        };

        /** What names this step to the next one, as W3C Trace Context has it; {@code null} when it is not followed. */
        String traceParent();

        /** It has ended well. */
        void done();

        /** It has failed. */
        void failed(String exceptionType);
    }
}
