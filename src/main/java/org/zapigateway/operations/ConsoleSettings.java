package org.zapigateway.operations;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.console.*}: the page for operators at {@code /console} on the operations port.
 *
 * @param enabled whether the page is served; without it nothing is remembered or counted for it
 * @param user who may log in from other machines, to all of the operations port; {@code null}: nobody
 * @param password that user's password, of 16 characters at least
 */
public record ConsoleSettings(@DefaultValue("true") boolean enabled, String user, String password) {
    /** Whoever can connect can try as many as the network carries. */
    private static final int LEAST_LENGTH = 16;

    public ConsoleSettings {
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "zapi.console.user and zapi.console.password belong together: set both, or neither");
        }
        if (user != null && (user.isBlank() || user.contains(":"))) {
            throw new IllegalArgumentException("zapi.console.user must be a name without a colon");
        }
        if (password != null && password.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException("zapi.console.password is shorter than " + LEAST_LENGTH
                    + " characters; take a longer one, nobody has to type it often");
        }
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "ConsoleSettings[enabled=" + enabled + ", user=" + user + "]";
    }
}
