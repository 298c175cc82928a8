package org.zapigateway.subscription;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.activemq.artemis.api.core.Message;
import org.zapigateway.inbox.KeptMessages;

/**
 * Why an event could not be delivered. Of an event that no subscription wanted nothing is known, of a body that could
 * not be parsed the reason only.
 *
 * @param route the route that gave up, or {@code null}
 * @param node the step that failed, in this route or one that it calls: its id, with file and line; or {@code null}
 * @param endpoint what that step was sending to, or {@code null} when it was not sending
 * @param attempts how many attempts it spent; 0 when an operator gave it up, or no route tried it
 * @param firstFailedAt when it spent the first of them, or {@code null}
 * @param exceptionType the class of the root cause, or {@code null} when an operator gave it up
 * @param reason what the root cause, or the operator, says, or {@code null}; it may quote the payload, so it stays
 *     beside the payload and out of logs
 */
public record DeadLetter(
        String route,
        String node,
        String endpoint,
        int attempts,
        Instant firstFailedAt,
        String exceptionType,
        String reason) {
    static final String EXCEPTION = "deadException";
    static final String REASON = "deadReason";

    private static final String ROUTE = "deadRoute";
    private static final String NODE = "deadNode";
    private static final String ENDPOINT = "deadEndpoint";
    private static final String ATTEMPTS = "deadAttempts";
    private static final String FIRST_FAILED_AT = "deadFirstFailedAt";
    private static final int REASON_LENGTH = 2_000;

    /** An event that has spent its last attempt. */
    static DeadLetter of(String route, DeliveryFailure failure, int attempts, Instant firstFailedAt) {
        Throwable root = failure.rootCause();
        return new DeadLetter(
                route,
                failure.step().node(),
                failure.step().endpoint(),
                attempts,
                firstFailedAt,
                root.getClass().getName(),
                shortened(root.getMessage()));
    }

    /**
     * An event that an operator gave up.
     *
     * @param firstFailedAt {@code null} when it has spent no attempt
     */
    static DeadLetter byOperator(String route, Instant firstFailedAt, String reason) {
        return new DeadLetter(route, null, null, 0, firstFailedAt, null, shortened(reason));
    }

    /** The reasons as properties of the message that lies among the dead letters. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ROUTE, route);
        properties.put(NODE, node);
        properties.put(ENDPOINT, endpoint);
        properties.put(ATTEMPTS, attempts);
        properties.put(FIRST_FAILED_AT, firstFailedAt == null ? null : firstFailedAt.toEpochMilli());
        properties.put(EXCEPTION, exceptionType);
        properties.put(REASON, reason);
        properties.put("deadAt", Instant.now().toEpochMilli());
        properties.values().removeIf(Objects::isNull);
        return properties;
    }

    /** Reads the reasons out of a message. */
    static DeadLetter read(Message message) {
        String reason = message.getStringProperty(REASON);
        return new DeadLetter(
                message.getStringProperty(ROUTE),
                message.getStringProperty(NODE),
                message.getStringProperty(ENDPOINT),
                message.getObjectProperty(ATTEMPTS) instanceof Integer attempts ? attempts : 0,
                message.getObjectProperty(FIRST_FAILED_AT) instanceof Long millis ? Instant.ofEpochMilli(millis) : null,
                message.getStringProperty(EXCEPTION),
                reason == null ? message.getStringProperty(KeptMessages.WHY_REJECTED) : reason);
    }

    private static String shortened(String text) {
        return text == null || text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH) + "…";
    }
}
