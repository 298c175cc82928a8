package org.zapigateway.operations;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** An answer that goes on until its reader goes, or the gateway; then the reader's place in the tail is free again. */
final class TailResponse {
    private TailResponse() {}

    static ServerResponse of(Tail tail, TailReader reader, MediaType type, Writer writer) {
        return ServerResponse.ok().contentType(type).build((http, response) -> {
            try {
                writer.write(reader, response);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                // The reader has gone, as each does in the end.
            } finally {
                tail.leave(reader);
            }
            return null;
        });
    }

    /** Writes what a reader is to see. */
    @FunctionalInterface
    interface Writer {
        /** Returns when the gateway ends; fails when the reader has gone. */
        void write(TailReader reader, HttpServletResponse response) throws IOException, InterruptedException;
    }
}
