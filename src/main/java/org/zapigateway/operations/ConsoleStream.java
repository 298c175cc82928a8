package org.zapigateway.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code GET /console/stream}: server-sent events. {@code lines} are those of the tail, some at a time; {@code state} is how
 * everything stands, every two seconds. It ends with the reader or with the gateway.
 */
final class ConsoleStream {
    private static final long LINES_EVERY_MILLIS = 500;
    private static final int LINES_UNTIL_STATE = 4;

    /** A comment. Only who is written to is noticed to be gone, and makes room for the same page drawn anew. */
    private static final byte[] SIGN_OF_LIFE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    /** A browser is shown no more lines at a time; what comes beyond is lost to it, and it is told how much. */
    private static final int MOST_LINES = 100;

    private final Tail tail;
    private final ConsoleState state;
    private final ObjectMapper json;

    ConsoleStream(Tail tail, ConsoleState state, ObjectMapper json) {
        this.tail = tail;
        this.state = state;
        this.json = json;
    }

    ServerResponse follow(ServerRequest request) {
        TailFilter filter = TailFilter.of(request.params().toSingleValueMap());
        return tail.open(filter, MOST_LINES)
                .map(reader -> TailResponse.of(tail, reader, MediaType.TEXT_EVENT_STREAM, this::write))
                .orElseGet(() -> OperationsJson.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        Tail.MOST_READERS + " others are watching already; close one of them first"));
    }

    private void write(TailReader reader, HttpServletResponse response) throws IOException, InterruptedException {
        OutputStream out = response.getOutputStream();
        for (int round = 0; !tail.isClosed(); round++) {
            if (round % LINES_UNTIL_STATE == 0) {
                send("state", state.now(), out);
            }
            List<TailLine> lines = drain(reader);
            if (lines.isEmpty()) {
                out.write(SIGN_OF_LIFE);
            } else {
                send("lines", lines, out);
            }
            response.flushBuffer();
            Thread.sleep(LINES_EVERY_MILLIS);
        }
    }

    private static List<TailLine> drain(TailReader reader) throws InterruptedException {
        List<TailLine> lines = new ArrayList<>();
        for (TailLine line = reader.next(0); line != null; line = reader.next(0)) {
            lines.add(line);
            if (line.lost() != null) {
                break;
            }
        }
        return lines;
    }

    private void send(String name, Object data, OutputStream out) throws IOException {
        out.write(("event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
