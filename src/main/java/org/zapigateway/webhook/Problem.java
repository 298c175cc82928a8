package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What can be wrong with a request, as the answer tells it (RFC 9457). Texts are fixed: nothing of the request comes
 * back, and nothing says which part of a credential was wrong.
 */
enum Problem {
    MALFORMED(400, "malformed", "The request is not HTTP as this server reads it."),
    NOT_JSON(400, "not-json", "The body is not one JSON object in UTF-8."),
    UNAUTHORISED(401, "unauthorised", "The request bears no right credential."),
    UNKNOWN_PATH(404, "unknown-path", "There is nothing at this path."),
    NOT_POST(405, "not-post", "Only POST is answered here."),
    TOO_LARGE(413, "too-large", "The body is larger than zapi.webhook.max-body-size."),
    NOT_JSON_TYPE(415, "not-json-type", "The content type must be application/json, in UTF-8."),
    UNAVAILABLE(503, "unavailable", "The event could not be stored; send it again.");

    /** Long enough for a start or a full queue to pass, short enough that little arrives late. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private final int status;
    private final byte[] json;

    Problem(int status, String name, String title) {
        this.status = status;
        this.json = ("{\"type\":\"urn:zapi-gateway:problem:" + name + "\",\"title\":\"" + title + "\",\"status\":"
                        + status + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    int status() {
        return status;
    }

    /** Writes the answer. */
    void answer(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (this == UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (this == NOT_POST) {
            response.setHeader("Allow", "POST");
        }
        response.setContentType("application/problem+json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
