package org.zapigateway.bench.competitor;

import java.util.List;

/** The gateway's answer, so that all answers have the same length. */
record Accepted(String status, List<String> events) {

    static Accepted of(String eventId) {
        return new Accepted("accepted", List.of(eventId));
    }
}
