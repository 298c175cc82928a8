package org.zapigateway.cli.samples;

import java.time.Duration;
import java.time.Instant;

/** Pictures of people and chats: their URLs are signed, and each delivery signs them anew. */
final class Photo {
    private static final Duration VALID = Duration.ofDays(4);

    private Photo() {}

    /** The URL, whatever signature it has, with one of that time. */
    static String signedAt(String url, Instant now) {
        int signature = url.indexOf('?');
        String expiry = Long.toHexString(now.plus(VALID).getEpochSecond()).toUpperCase();
        return (signature < 0 ? url : url.substring(0, signature)) + "?oh=01_" + Long.toHexString(now.toEpochMilli())
                + "&oe=" + expiry;
    }
}
