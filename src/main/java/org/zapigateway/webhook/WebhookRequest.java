package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request on its way through the edge. Nothing of it becomes a Camel header: what strangers send can steer no
 * component, and cannot come back in the answer (TRAPS C9b).
 */
final class WebhookRequest implements AutoCloseable {
    private final HttpServletRequest http;
    private final Instant arrivedAt = Instant.now();
    private BodyReader.Body body;

    WebhookRequest(HttpServletRequest http) {
        this.http = http;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    /** The header {@code z-api-token}, or {@code null}. */
    String token() {
        return http.getHeader("z-api-token");
    }

    /** The first {@code key} of the URL's query, or {@code null}; never a form's or a header's. */
    String key() {
        String query = http.getQueryString();
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("key=")) {
                return decoded(parameter.substring("key=".length()));
            }
        }
        return null;
    }

    /** The address that the connection comes from: the sender's or a proxy's. */
    String peer() {
        return http.getRemoteAddr();
    }

    /** The hops that the header {@code Forwarded} names, the nearest first. */
    List<String> forwarded() {
        return ForwardedHops.ofForwarded(Collections.list(http.getHeaders("Forwarded")));
    }

    /** The hops that the header {@code X-Forwarded-For} names, the nearest first. */
    List<String> xForwardedFor() {
        return ForwardedHops.ofXForwardedFor(Collections.list(http.getHeaders("X-Forwarded-For")));
    }

    /**
     * Whether a proxy or a tunnel passed the request on, so that it may come from anywhere; or a browser was tricked into
     * sending it (DNS rebinding).
     */
    boolean isForwarded() {
        return ForwardedHops.areToldBy(http.getHeaderNames()) || isFromAnotherSite();
    }

    /**
     * A browser's page, of a site whose name points to this machine for the moment, or Z-API itself through a tunnel that says
     * nothing of itself: both bear an {@code Origin}, and a host's name that is not this machine's.
     */
    private boolean isFromAnotherSite() {
        return http.getHeader(HttpHeaders.ORIGIN) != null
                && !HostHeader.isThisMachine(http.getHeader(HttpHeaders.HOST));
    }

    /** Whether the content type says JSON in UTF-8. */
    boolean isJson() {
        String contentType = http.getContentType();
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            boolean json = "application".equals(type.getType())
                    && ("json".equals(type.getSubtype()) || type.getSubtype().endsWith("+json"));
            return json && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /**
     * Reads the body; its bytes are in hand until {@link #close()}.
     *
     * @throws RefusedException when it goes beyond a bound of the reader, or breaks off
     */
    byte[] body(BodyReader reader) throws RefusedException, IOException {
        body = reader.read(
                http.getInputStream(),
                http.getContentLengthLong(),
                millis -> EdgeConnection.setReadTimeout(http, millis));
        return body.bytes();
    }

    /**
     * Counts the events that the body became; they are in hand until {@link #close()}.
     *
     * @throws RefusedException when they are too much beside what else is in hand
     */
    void becomes(int events) throws RefusedException {
        body.becomes(events);
    }

    /** The bytes that {@link #body} has read, once more; {@code null} when it has not. */
    byte[] bodyInHand() {
        return body == null ? null : body.bytes();
    }

    @Override
    public void close() {
        if (body != null) {
            body.close();
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
