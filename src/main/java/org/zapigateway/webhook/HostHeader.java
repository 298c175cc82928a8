package org.zapigateway.webhook;

import java.util.regex.Pattern;

/** The header {@code Host}: the name by which a sender reached this machine, or believes that it did. */
public final class HostHeader {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private HostHeader() {}

    /**
     * Whether it is a name that this machine has for itself. A browser that was tricked into asking here sends another
     * one: that of the site whose name points to this machine for the moment.
     *
     * @param host {@code null} when there is none
     */
    public static boolean isThisMachine(String host) {
        return host != null && THIS_MACHINE.matcher(host).matches();
    }
}
