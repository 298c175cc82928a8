package org.zapigateway.operations;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code GET /actuator/tail}: what happens to events, as it happens, a line of JSON for each (NDJSON). It ends with the
 * reader or with the gateway; an empty line is a sign of life.
 */
final class TailEndpoint {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int LOOKS_UNTIL_SIGN_OF_LIFE = 25;
    private static final int MOST_LINES = 1_000;

    private final Tail tail;

    TailEndpoint(Tail tail) {
        this.tail = tail;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/actuator/tail", this::follow)
                .onError(
                        IllegalArgumentException.class,
                        (e, request) -> OperationsJson.problem(HttpStatus.BAD_REQUEST, e.getMessage()))
                .build();
    }

    private ServerResponse follow(ServerRequest request) {
        TailFilter filter = TailFilter.of(request.params().toSingleValueMap());
        return tail.open(filter, MOST_LINES)
                .map(reader -> TailResponse.of(tail, reader, MediaType.APPLICATION_NDJSON, this::write))
                .orElseGet(() -> OperationsJson.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        Tail.MOST_READERS + " others are reading already; end one of them first"));
    }

    private void write(TailReader reader, HttpServletResponse response) throws IOException, InterruptedException {
        OutputStream out = response.getOutputStream();
        response.flushBuffer();
        int silent = 0;
        while (!tail.isClosed()) {
            TailLine line = reader.next(LOOK_EVERY_MILLIS);
            silent = line == null ? silent + 1 : 0;
            if (line != null) {
                out.write(OperationsJson.line(line).getBytes(StandardCharsets.UTF_8));
            } else if (silent % LOOKS_UNTIL_SIGN_OF_LIFE == 0) {
                // Only who is written to is noticed to be gone.
                out.write('\n');
            }
            if (!reader.hasMore()) {
                response.flushBuffer();
            }
        }
    }
}
