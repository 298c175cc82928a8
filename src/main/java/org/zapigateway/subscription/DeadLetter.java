package org.zapigateway.subscription;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/**
 * Why an event could not be delivered.
 *
 * @param route the route that gave up
 * @param endpoint what the event was sent to last, or {@code null} when it came to no endpoint
 * @param attempts how often it was tried
 * @param exceptionType the class of the root cause
 * @param reason what the root cause says; it may quote the payload, so it stays beside the payload and out of logs
 */
record DeadLetter(String route, String endpoint, int attempts, String exceptionType, String reason) {
    private static final int REASON_LENGTH = 2_000;

    static DeadLetter of(String route, DeliveryFailure failure, int attempts) {
        Throwable root = failure.rootCause();
        return new DeadLetter(
                route, failure.endpoint(), attempts, root.getClass().getName(), shortened(root.getMessage()));
    }

    /** Writes the reasons into the message of the dead letter. */
    void describe(ClientMessage message, Instant diedAt) {
        message.putStringProperty("deadRoute", route);
        message.putStringProperty("deadEndpoint", endpoint);
        message.putIntProperty("deadAttempts", attempts);
        message.putStringProperty("deadException", exceptionType);
        message.putStringProperty("deadReason", reason);
        message.putLongProperty("deadAt", diedAt.toEpochMilli());
    }

    private static String shortened(String text) {
        return text == null || text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH) + "…";
    }
}
