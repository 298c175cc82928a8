package org.zapigateway.subscription;

/** What an address and others have in common that go to the same target, and fail together when that is away. */
final class TargetName {
    private static final String AUTHORITY = "://";

    private TargetName() {}

    /** Scheme and host of an endpoint's address, such as {@code https://orders.example:8443} or {@code jms://queue:crm}. */
    static String of(String uri) {
        int authority = uri.indexOf(AUTHORITY);
        int from = authority < 0 ? 0 : authority + AUTHORITY.length();
        for (int i = from; i < uri.length(); i++) {
            if (uri.charAt(i) == '/' || uri.charAt(i) == '?') {
                return uri.substring(0, i);
            }
        }
        return uri;
    }
}
