package org.zapigateway.zapi;

import java.time.Instant;

/**
 * Times as Z-API sends them: numbers since 1970, mostly milliseconds, in a few fields seconds, and in the documented
 * Disconnected either (FIELD_CATALOGUE section 10).
 */
final class EpochTime {
    // In milliseconds it is March 1973, in seconds the year 5138: no event lies on the wrong side.
    private static final long SMALLEST_MILLIS = 100_000_000_000L;
    // WhatsApp is of 2009. What lies outside is no time (an example has 26151515154), and a time in the far future
    // would stay "the newest" for ever.
    private static final Instant EARLIEST = Instant.parse("2009-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private EpochTime() {}

    /** The time, or {@code null} when the number is {@code null} or no plausible time. */
    static Instant of(Long number) {
        if (number == null) {
            return null;
        }
        Instant time =
                number < SMALLEST_MILLIS ? Instant.ofEpochSecond(Math.max(0, number)) : Instant.ofEpochMilli(number);
        return time.isBefore(EARLIEST) || !time.isBefore(LATEST) ? null : time;
    }
}
