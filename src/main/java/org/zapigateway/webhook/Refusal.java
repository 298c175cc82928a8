package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/**
 * Why a request was refused, as the metric tells it to the operator. The sender is told the problem, which says less: of
 * a credential never which part was wrong, of 503 only that it is to send again.
 */
public enum Refusal {
    /** There is nothing at the path. */
    UNKNOWN_PATH(Problem.UNKNOWN_PATH),
    /** Another verb than POST. */
    NOT_POST(Problem.NOT_POST),
    /** The server could not read the request as HTTP. */
    MALFORMED(Problem.MALFORMED),
    /** The body did not come whole: its sender went away, or its chunked encoding is invalid. */
    BROKEN_OFF(Problem.MALFORMED),
    /** The gateway starts or stops, its disk is short, or its broker does not run. */
    CLOSED(Problem.UNAVAILABLE),
    /** As many requests as {@code zapi.webhook.max-in-flight} are in hand. */
    TOO_MANY_REQUESTS(Problem.UNAVAILABLE),
    /** The bodies in hand, and the events made of them, fill {@code zapi.webhook.max-bytes-in-flight}. */
    TOO_MANY_BYTES(Problem.UNAVAILABLE),
    /** The body did not arrive within {@code zapi.webhook.body-timeout}. */
    TOO_SLOW(Problem.UNAVAILABLE),
    /** The inbox could not promise that the events are on disk. */
    NOT_STORED(Problem.UNAVAILABLE),
    /** A defect of the gateway; the log tells its place, and a body that was read is kept. */
    UNEXPECTED(Problem.UNAVAILABLE),
    /** No right token or key. */
    WRONG_CREDENTIAL(Problem.UNAUTHORISED),
    /** The credential is right, but for another instance than the body's. */
    WRONG_INSTANCE(Problem.UNAUTHORISED),
    /** The sender is not among {@code zapi.webhook.allowed-addresses}. */
    WRONG_ADDRESS(Problem.UNAUTHORISED),
    /** Without an instance: a proxy or a tunnel passed the request on, or a page of another host has sent it. */
    FORWARDED(Problem.UNAUTHORISED),
    /** The content type is not JSON in UTF-8. */
    NOT_JSON_TYPE(Problem.NOT_JSON_TYPE),
    /** The body is larger than {@code zapi.webhook.max-body-size}. */
    TOO_LARGE(Problem.TOO_LARGE),
    /** The body is not one JSON object; it is kept. */
    NOT_JSON(Problem.NOT_JSON);

    private final Problem problem;

    Refusal(Problem problem) {
        this.problem = problem;
    }

    /** What a status means that the server gave by itself, before or beside the edge. */
    static Refusal ofStatus(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> UNKNOWN_PATH;
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> NOT_POST;
            case HttpServletResponse.SC_NOT_IMPLEMENTED, HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED -> MALFORMED;
            default -> status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? MALFORMED : UNEXPECTED;
        };
    }

    /** What the sender is told. */
    Problem problem() {
        return problem;
    }

    /** The word of the metric, such as {@code wrong-credential}. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
