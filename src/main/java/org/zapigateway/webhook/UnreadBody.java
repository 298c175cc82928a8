package org.zapigateway.webhook;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends requests that were answered before their body was read, such as one without a credential. Closing the connection
 * at once would reset it, and the sender might never see the answer; Tomcat by itself reads on for as long as the sender
 * likes, and a stranger could so hold a thread. Here what still comes is read for a moment in all, however slowly or not
 * at all it comes, and then the connection ends. Only some requests at once are given that moment: of the rest only
 * what has already arrived is read, so that no number of strangers can use up the threads.
 */
final class UnreadBody extends ValveBase {
    private static final Patience MOMENT = new Patience(1_000, 1_000);
    /** Enough to read what has arrived. */
    private static final Patience NONE = new Patience(20, 1);

    private static final int PIECE = 8192;

    private final long limit;
    private final Semaphore moments;

    /**
     * Makes the valve.
     *
     * @param limit the most bytes that are read for nothing
     * @param atOnce the most requests that hold a thread, to wait for what they still send
     */
    UnreadBody(long limit, int atOnce) {
        super(true);
        this.limit = limit;
        this.moments = new Semaphore(atOnce);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync() || request.isFinished() || isClosing(request)) {
            return;
        }
        boolean mayGoOn = hasKnownEnd(request);
        if (!mayGoOn) {
            response.setHeader("Connection", "close");
        }
        response.flushBuffer();
        // Whoever asked whether to send its body was told no, and sends none.
        if (request.getCoyoteRequest().hasExpectation() || !readForAMoment(request, mayGoOn)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Whether it can be read to its end; of chunks, one that comes byte by byte could not be left again in time. */
    private boolean hasKnownEnd(Request request) {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= limit;
    }

    /** Whether the end was reached, so that the connection can be used for more. */
    private boolean readForAMoment(Request request, boolean mayGoOn) {
        boolean waits = moments.tryAcquire();
        try {
            SocketWrapperBase<?> connection = EdgeProtocol.connectionOf(request.getCoyoteRequest());
            InputStream body = request.getStream();
            Source source = mayGoOn ? body::read : piece -> connection.read(true, piece, 0, piece.length);
            return readToTheEnd(source, connection, waits ? MOMENT : NONE) && mayGoOn;
        } catch (IOException senderIsSilentOrGone) {
            return false;
        } finally {
            if (waits) {
                moments.release();
            }
        }
    }

    private boolean readToTheEnd(Source source, SocketWrapperBase<?> connection, Patience patience) throws IOException {
        byte[] piece = new byte[PIECE];
        long start = System.nanoTime();
        long left = patience.millis;
        for (long read = 0; read <= limit && left > 0; left = patience.leftSince(start)) {
            connection.setReadTimeout(Math.min(left, patience.silentMillis));
            int bytes = source.read(piece);
            if (bytes < 0) {
                return true;
            }
            read += bytes;
        }
        return false;
    }

    /** After an error the connection ends anyway, and what comes on it has no meaning. */
    private static boolean isClosing(Request request) {
        AtomicBoolean error = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.IS_ERROR, error);
        return error.get();
    }

    /** Where bytes come from: a body, or a connection that carries nothing of interest any more. */
    @FunctionalInterface
    private interface Source {
        int read(byte[] piece) throws IOException;
    }

    /**
     * How long is waited.
     *
     * @param millis in all
     * @param silentMillis while nothing comes
     */
    private record Patience(long millis, long silentMillis) {
        private long leftSince(long nanoTime) {
            return millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
        }
    }
}
