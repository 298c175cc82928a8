package org.zapigateway.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Reads bodies, chunked or not, within bounds of size, time and memory. Safe for use by several threads. */
final class BodyReader {
    private static final int FIRST_PIECE = 8192;

    private final int maxSize;
    private final Duration timeout;
    private final BytesInHand inHand;

    BodyReader(WebhookSettings settings) {
        this.maxSize = (int) settings.maxBodySize().toBytes();
        this.timeout = settings.bodyTimeout();
        this.inHand = new BytesInHand(settings.maxBytesInFlight().toBytes());
    }

    /**
     * Reads a body to its end; its bytes are in hand until {@link Body#close()}.
     *
     * @param announced its length as the sender says, or -1
     * @param readTimeout is told before each read how many milliseconds it may wait for a piece, at least 1
     * @throws RefusedException when it is too large, too slow, too much beside the others, or breaks off
     */
    Body read(InputStream stream, long announced, LongConsumer readTimeout) throws RefusedException {
        if (announced > maxSize) {
            throw new RefusedException(Refusal.TOO_LARGE);
        }
        Body body = new Body(announced);
        try {
            body.readFrom(stream, readTimeout);
            return body;
        } catch (IOException e) {
            body.close();
            boolean silent = e.getCause() instanceof SocketTimeoutException;
            throw new RefusedException(silent ? Refusal.TOO_SLOW : Refusal.BROKEN_OFF);
        } catch (RefusedException | RuntimeException | Error e) {
            body.close();
            throw e;
        }
    }

    /** A body in memory. */
    final class Body implements AutoCloseable {
        private byte[] bytes;
        private int size;
        private long held;

        private Body(long announced) {
            bytes = new byte[announced >= 0 && announced < FIRST_PIECE ? (int) announced : FIRST_PIECE];
        }

        /** Must not be modified. */
        byte[] bytes() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }

        /**
         * Counts the events that the body became: each bears the whole of it.
         *
         * @throws RefusedException when they are too much beside what else is in hand
         */
        void becomes(int events) throws RefusedException {
            long further = (events - 1L) * size;
            if (further > 0) {
                require(inHand.takeMore(further, held), Refusal.TOO_MANY_BYTES);
                held += further;
            }
        }

        private void readFrom(InputStream stream, LongConsumer readTimeout) throws RefusedException, IOException {
            long end = System.nanoTime() + timeout.toNanos();
            while (true) {
                // Only what is left: else a sender who is silent in the middle would have nearly twice the time.
                readTimeout.accept(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                int read = next(stream);
                if (read < 0) {
                    return;
                }
                require(read <= maxSize - size, Refusal.TOO_LARGE);
                require(inHand.take(read), Refusal.TOO_MANY_BYTES);
                size += read;
                held += read;
                // In all, and not from piece to piece: else a sender of single bytes would stay for days.
                require(System.nanoTime() - end < 0, Refusal.TOO_SLOW);
            }
        }

        private int next(InputStream stream) throws IOException {
            return size < bytes.length ? stream.read(bytes, size, bytes.length - size) : nextBeyond(stream);
        }

        /** As a rule the body ends here, as long as announced; room is made only when it does not. */
        private int nextBeyond(InputStream stream) throws IOException {
            int one = stream.read();
            if (one < 0) {
                return -1;
            }
            bytes = Arrays.copyOf(bytes, Math.max(2 * size, FIRST_PIECE));
            bytes[size] = (byte) one;
            return 1;
        }

        private void require(boolean right, Refusal otherwise) throws RefusedException {
            if (!right) {
                throw new RefusedException(otherwise);
            }
        }

        @Override
        public void close() {
            inHand.giveBack(held);
            held = 0;
        }
    }
}
