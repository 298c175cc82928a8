package org.zapigateway.routes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One place in a route file that names an endpoint.
 *
 * @param uri as Camel makes it of address and parameters, placeholders resolved; it may hold {@code ${…}} when the address
 *     is computed per event
 * @param line where it stands
 * @param from whether the route consumes from it; else it sends to it
 * @param evaluated whether Camel puts the values into the address for each event, before the component sees it
 * @param parameters the option names of {@code parameters:} and of the query, with the line of each
 * @param values the option values as the component gets them, by name
 * @param asksAt the line of a {@code pattern: InOut} beside it, which waits for a reply; {@code null} without one
 */
record EndpointUse(
        String uri,
        int line,
        boolean from,
        boolean evaluated,
        Map<String, Integer> parameters,
        Map<String, String> values,
        Integer asksAt) {
    private static final Pattern COMPUTED = Pattern.compile("\\$(simple)?\\{");

    /** An address of which nothing else is known. */
    static EndpointUse of(String uri) {
        return new EndpointUse(uri, 0, false, false, Map.of(), Map.of(), null);
    }

    String scheme() {
        int end = uri.indexOf(':');
        String scheme = end < 0 ? uri : uri.substring(0, end);
        int query = scheme.indexOf('?');
        return query < 0 ? scheme : scheme.substring(0, query);
    }

    /** See {@link Address#path}. */
    String path() {
        return Address.of(uri).path();
    }

    /** An address, or a part of one, as it was written: Camel escapes what it reports. */
    static String unescaped(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            // A percent sign of its own, as in an SQL LIKE: then nothing was escaped.
            return address;
        }
    }

    boolean isDirect() {
        return scheme().equals("direct");
    }

    /** Whether the route works on a subscription by it. */
    boolean isSubscription() {
        return from && scheme().equals("zapi");
    }

    /** Whether the route gets the events of a batch together, as a list. */
    boolean isBatching() {
        return isSubscription() && "true".equalsIgnoreCase(values.get("batching"));
    }

    /** Whether the address is computed for each event, so that nobody can know it before. */
    boolean isDynamic() {
        return isComputed(path());
    }

    /** Whether a text holds an expression: the simple language begins one with <code>${</code> or <code>$simple{</code>. */
    static boolean isComputed(String text) {
        return COMPUTED.matcher(text).find();
    }
}
