package org.zapigateway.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The user who may log in from other machines, by HTTP Basic. Safe for use by many threads. */
final class OperatorLogin {
    private static final String SCHEME = "Basic ";

    private final String user;
    private final byte[] credentials;

    OperatorLogin(ConsoleSettings settings) {
        user = settings.user();
        credentials = user == null ? null : (user + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether anybody may. */
    boolean isPossible() {
        return user != null;
    }

    /** Their name. */
    String user() {
        return user;
    }

    /**
     * Whether a request is theirs.
     *
     * @param authorization the header of that name, or {@code null}
     */
    boolean is(String authorization) {
        if (!isPossible()
                || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            return MessageDigest.isEqual(credentials, given);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
