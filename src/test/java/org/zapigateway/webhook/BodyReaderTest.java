package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final int LIMIT = 20_000;
    private static final long NOT_ANNOUNCED = -1;

    private final BodyReader reader =
            new BodyReader(Settings.webhook("max-body-size", LIMIT + "B", "max-bytes-in-flight", LIMIT + "B"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, LIMIT})
    void aBodyIsReadWhole(int size) throws Exception {
        byte[] sent = "x".repeat(size).getBytes();

        try (BodyReader.Body announced = read(new ByteArrayInputStream(sent), size)) {
            assertThat(announced.bytes()).isEqualTo(sent);
        }
        try (BodyReader.Body chunked = read(new ByteArrayInputStream(sent), NOT_ANNOUNCED)) {
            assertThat(chunked.bytes()).isEqualTo(sent);
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsNotRead() {
        assertRefused(Refusal.TOO_LARGE, failing(new AssertionError("it was read")), LIMIT + 1);
    }

    @Test
    void aBodyIsReadNoFurtherThanTheLimit() {
        assertRefused(Refusal.TOO_LARGE, endless(), NOT_ANNOUNCED);
    }

    @Test
    void whatIsInHandTakesRoomUntilItIsClosed() throws Exception {
        BodyReader.Body first = read(new ByteArrayInputStream(new byte[LIMIT - 1]), LIMIT - 1);

        assertRefused(Refusal.TOO_MANY_BYTES, new ByteArrayInputStream(new byte[2]), 2);
        read(new ByteArrayInputStream(new byte[1]), 1).close();

        first.close();
        assertNothingIsInHand();
    }

    @Test
    void theEventsThatABodyBecomesTakeRoomEachButNeverShutOutTheOnlyOne() throws Exception {
        BodyReader.Body first = read(new ByteArrayInputStream(new byte[LIMIT / 4]), LIMIT / 4);
        first.becomes(1);
        BodyReader.Body second = read(new ByteArrayInputStream(new byte[LIMIT / 4]), LIMIT / 4);

        second.becomes(3);
        assertThatThrownBy(() -> first.becomes(2))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.TOO_MANY_BYTES));
        second.close();
        first.becomes(800);

        assertRefused(Refusal.TOO_MANY_BYTES, new ByteArrayInputStream(new byte[1]), 1);
        first.close();
        assertNothingIsInHand();
    }

    @Test
    void whatIsAnnouncedAndNotSentTakesNoRoom() throws Exception {
        try (BodyReader.Body short1 = read(new ByteArrayInputStream(new byte[1]), LIMIT)) {
            read(new ByteArrayInputStream(new byte[LIMIT - 1]), LIMIT).close();
        }
    }

    @Test
    void aSenderOfSingleBytesHasNoMoreTimeThanOthers() {
        BodyReader impatient = new BodyReader(
                Settings.webhook("max-body-size", "511MB", "max-bytes-in-flight", "511MB", "body-timeout", "1ms"));

        assertThatThrownBy(() -> impatient.read(endless(), NOT_ANNOUNCED, millis -> assertThat(millis)
                        .as("0 would be for ever")
                        .isPositive()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.TOO_SLOW));
    }

    @Test
    void eachReadWaitsNoLongerThanTheSenderHasLeft() throws Exception {
        BodyReader patient = new BodyReader(Settings.webhook("body-timeout", "5m"));
        List<Long> waits = new ArrayList<>();

        patient.read(slow(3), NOT_ANNOUNCED, waits::add).close();

        assertThat(waits)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.reverseOrder())
                .allSatisfy(millis -> assertThat(millis).isBetween(1L, 300_000L));
    }

    @Test
    void aSilentSenderIsTooSlowAndOneThatLeavesBreaksOff() throws Exception {
        assertRefused(Refusal.TOO_SLOW, failing(new IOException(new SocketTimeoutException())), LIMIT);
        assertRefused(Refusal.BROKEN_OFF, failing(new IOException("reset")), LIMIT);
        assertNothingIsInHand();
    }

    @Test
    void anErrorWhileABodyIsReadGivesItsBytesBack() throws Exception {
        Error error = new OutOfMemoryError();

        assertThatThrownBy(() -> read(failing(error), LIMIT)).isSameAs(error);

        assertNothingIsInHand();
    }

    private BodyReader.Body read(InputStream stream, long announced) throws RefusedException {
        return reader.read(stream, announced, millis -> {});
    }

    private void assertRefused(Refusal refusal, InputStream stream, long announced) {
        assertThatThrownBy(() -> read(stream, announced))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(refusal));
    }

    private void assertNothingIsInHand() throws Exception {
        read(new ByteArrayInputStream(new byte[LIMIT]), LIMIT).close();
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = 'x';
                return 1;
            }
        };
    }

    /** Gives so many bytes, each after two milliseconds. */
    private static InputStream slow(int bytes) {
        return new InputStream() {
            private int given;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < 2_000_000) {
                    Thread.onSpinWait();
                }
                return given++ < bytes ? 1 : -1;
            }
        };
    }

    /** Gives a part of a body, and then fails. */
    private static InputStream failing(Throwable failure) {
        return new InputStream() {
            private boolean started;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (started && failure instanceof Error error) {
                    throw error;
                }
                if (started) {
                    throw (IOException) failure;
                }
                started = true;
                return length / 2;
            }
        };
    }
}
