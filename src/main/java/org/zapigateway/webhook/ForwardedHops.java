package org.zapigateway.webhook;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the headers by which proxies tell where a request came from. They are read from the right, where the nearest
 * proxy wrote, so that nothing a stranger put before it, such as an open quote, changes how that part is read.
 */
public final class ForwardedHops {
    /** What {@code unknown} and hidden names become, and what is no address. */
    private static final String NO_ADDRESS = "";

    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](?::\\d+)?|([0-9.]+):\\d+");

    private ForwardedHops() {}

    /**
     * Whether a proxy or a tunnel passed a request on, so that it may come from anywhere. One that writes none of the usual
     * headers cannot be told from who asks directly.
     *
     * @param headers the names of the request's headers
     */
    public static boolean areToldBy(Enumeration<String> headers) {
        return Collections.list(headers).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name ->
                        name.equals("forwarded") || name.startsWith("x-forwarded-") || name.equals("x-real-ip"));
    }

    /**
     * The hop of {@code X-Forwarded-For} that the nearest proxy wrote; empty when there is none, or it is no address.
     *
     * @param lines the values of all headers of this name, in their order
     */
    public static Optional<InetAddress> nearest(List<String> lines) {
        return ofXForwardedFor(lines).stream().findFirst().map(AddressRange::address);
    }

    /**
     * The hops of {@code X-Forwarded-For}.
     *
     * @param lines the values of all headers of this name, in their order
     * @return the nearest hop first; what is no address stays as it is
     */
    static List<String> ofXForwardedFor(List<String> lines) {
        return elements(lines).stream().map(ForwardedHops::withoutPort).toList();
    }

    /**
     * The hops of {@code Forwarded} (RFC 7239).
     *
     * @param lines the values of all headers of this name, in their order
     * @return the nearest hop first; empty text for a hop that names nobody
     */
    static List<String> ofForwarded(List<String> lines) {
        return elements(lines).stream().map(ForwardedHops::sender).toList();
    }

    private static List<String> elements(List<String> lines) {
        List<String> nearestFirst = new ArrayList<>(lines);
        Collections.reverse(nearestFirst);
        return nearestFirst.stream().flatMap(line -> split(line, ',').stream()).toList();
    }

    private static String sender(String element) {
        for (String pair : split(element, ';')) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase("for")) {
                return withoutPort(pair.substring(equals + 1).strip().replaceAll("^\"|\"$", ""));
            }
        }
        return NO_ADDRESS;
    }

    private static String withoutPort(String hop) {
        Matcher withPort = WITH_PORT.matcher(hop.strip());
        if (!withPort.matches()) {
            return hop.strip();
        }
        return withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
    }

    /** Splits outside of quotes; the last part comes first. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int end = text.length();
        for (int i = end - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        return parts;
    }
}
