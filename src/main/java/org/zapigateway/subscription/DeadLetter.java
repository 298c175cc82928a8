package org.zapigateway.subscription;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why an event could not be delivered.
 *
 * @param route the route that gave up
 * @param endpoint what the event was sent to last, or {@code null} when it came to no endpoint
 * @param attempts how many attempts it spent; 0 when an operator gave it up
 * @param exceptionType the class of the root cause, or {@code null} when an operator gave it up
 * @param reason what the root cause, or the operator, says, or {@code null}; it may quote the payload, so it stays
 *     beside the payload and out of logs
 */
record DeadLetter(String route, String endpoint, int attempts, String exceptionType, String reason) {
    private static final int REASON_LENGTH = 2_000;

    static DeadLetter of(String route, DeliveryFailure failure, int attempts) {
        Throwable root = failure.rootCause();
        return new DeadLetter(
                route, failure.endpoint(), attempts, root.getClass().getName(), shortened(root.getMessage()));
    }

    /** An event that an operator gave up. */
    static DeadLetter byOperator(String route, String reason) {
        return new DeadLetter(route, null, 0, null, shortened(reason));
    }

    /** The reasons as properties of the message that lies among the dead letters. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("deadRoute", route);
        properties.put("deadEndpoint", endpoint);
        properties.put("deadAttempts", attempts);
        properties.put("deadException", exceptionType);
        properties.put("deadReason", reason);
        properties.put("deadAt", Instant.now().toEpochMilli());
        properties.values().removeIf(Objects::isNull);
        return properties;
    }

    private static String shortened(String text) {
        return text == null || text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH) + "…";
    }
}
