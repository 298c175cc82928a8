package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.zapigateway.event.CanonicalEvent;

/**
 * The answer to a request whose events are on disk. Only this makes a 200, so no failure on the way can look like
 * success (TRAPS C9d).
 *
 * @param json the body of the answer
 */
record Accepted(byte[] json) {
    static Accepted of(List<CanonicalEvent> events) {
        // Event ids are hex digits: nothing in them needs escaping.
        String json = events.stream()
                .map(CanonicalEvent::id)
                .collect(Collectors.joining("\",\"", "{\"status\":\"accepted\",\"events\":[\"", "\"]}"));
        return new Accepted(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the answer. */
    void answer(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
