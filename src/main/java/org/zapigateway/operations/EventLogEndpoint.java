package org.zapigateway.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.zapigateway.store.EventLog;

/**
 * {@code GET /actuator/events}: the newest events of the event log, each on a line of its own, the newest first; for
 * {@code zapi try}, because only the gateway can read its H2 file.
 */
final class EventLogEndpoint {
    private static final String PATH = "/actuator/events";
    private static final int PAGE = 10;
    private static final int LONGEST_PAGE = 1_000;

    private final Optional<EventLog> log;
    private final PayloadAudit audit;

    /** @param log empty without a database */
    EventLogEndpoint(Optional<EventLog> log, PayloadAudit audit) {
        this.log = log;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, this::newest)
                .onError(
                        IllegalArgumentException.class,
                        (e, request) -> OperationsJson.problem(HttpStatus.BAD_REQUEST, e.getMessage()))
                .onError(
                        NoSuchElementException.class,
                        (e, request) -> OperationsJson.problem(HttpStatus.NOT_FOUND, e.getMessage()))
                .onError(DataAccessException.class, (e, request) -> unreadable(e))
                .build();
    }

    private ServerResponse newest(ServerRequest request) throws UnknownHostException {
        EventLog events = log.orElseThrow(
                () -> new NoSuchElementException("zapi.database.enabled is false, so there is no event log"));
        // Before the answer begins, so that a database that is down still has a status of its own.
        List<String> ids = events.newest(limit(request.param("limit").orElse(null)));
        audit.shownNewest(ids.size(), request);
        return ServerResponse.ok().contentType(MediaType.APPLICATION_NDJSON).build((http, response) -> {
            write(events, ids, response.getOutputStream());
            return null;
        });
    }

    private static void write(EventLog events, List<String> ids, OutputStream lines) throws IOException {
        for (String id : ids) {
            Optional<String> event;
            try {
                event = events.find(id);
            } catch (DataAccessException e) {
                // Too late for another status: the reader must not take a part for the whole.
                throw new IOException("the events broke off: " + e.getClass().getSimpleName(), e);
            }
            if (event.isPresent()) {
                lines.write((event.get() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static int limit(String text) {
        try {
            int limit = text == null ? PAGE : Integer.parseInt(text);
            if (limit >= 1 && limit <= LONGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("'limit' is '" + text + "'; it must be between 1 and " + LONGEST_PAGE);
    }

    /** Without the driver's words, which may quote a row. */
    private static ServerResponse unreadable(Throwable failure) {
        return OperationsJson.problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "the event log cannot be read now (" + failure.getClass().getSimpleName()
                        + "); see 'db' in /actuator/health");
    }
}
