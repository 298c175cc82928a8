package org.zapigateway.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that changes from other machines must bear. A browser adds the login of its user to whatever any page asks for,
 * but hands an answer of this port, and so this token, to pages of this port only. It ends with the gateway. Safe for use
 * by many threads.
 */
final class CsrfToken {
    /** The header that bears it. */
    static final String HEADER = "X-CSRF-TOKEN";

    private static final int BYTES = 32;

    private final String text;

    CsrfToken() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /**
     * Whether a request bears it.
     *
     * @param header the header of that name, or {@code null}
     */
    boolean is(String header) {
        return header != null && MessageDigest.isEqual(bytes(text), bytes(header));
    }

    /** The answer to whoever may know it. */
    Answer answer() {
        return new Answer(HEADER, text);
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The answer to {@code GET /actuator/csrf}.
     *
     * @param headerName the header in which a change bears the token
     */
    record Answer(String headerName, String token) {}
}
