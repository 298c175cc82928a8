package org.zapigateway.webhook;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends requests that were answered before their body was read, such as one without a credential. Closing the connection
 * at once would reset it, and the sender might never see the answer; Tomcat by itself reads on for as long as the sender
 * likes, and a stranger could so hold a thread. Here what still comes is read for a moment, and then the connection ends.
 */
final class UnreadBody extends ValveBase {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int PIECE = 8192;

    private final long limit;

    /**
     * Makes the valve.
     *
     * @param limit the most bytes that are read for nothing
     */
    UnreadBody(long limit) {
        super(true);
        this.limit = limit;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync() || request.isFinished() || isClosing(request)) {
            return;
        }
        if (request.getContentLengthLong() > limit) {
            response.setHeader("Connection", "close");
        }
        response.flushBuffer();
        // Whoever asked whether to send its body was told no, and sends none.
        if (request.getCoyoteRequest().hasExpectation() || !readToTheEnd(request.getStream())) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private boolean readToTheEnd(InputStream body) {
        byte[] piece = new byte[PIECE];
        long end = System.nanoTime() + MOMENT.toNanos();
        try {
            for (long read = 0; read <= limit && System.nanoTime() - end < 0; ) {
                int bytes = body.read(piece);
                if (bytes < 0) {
                    return true;
                }
                read += bytes;
            }
            return false;
        } catch (IOException senderLeft) {
            return false;
        }
    }

    /** After an error the connection ends anyway, and what comes on it has no meaning. */
    private static boolean isClosing(Request request) {
        AtomicBoolean error = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.IS_ERROR, error);
        return error.get();
    }
}
