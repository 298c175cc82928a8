package org.zapigateway.routes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * The address of an endpoint, taken apart as Camel does it: decoded, and without the {@code RAW()} of values. What a rule
 * has not seen because it was escaped, a component would still get.
 *
 * @param path what follows the scheme, without slashes before it and without options
 * @param options the options of the query; a list in brackets of what stands there several times
 * @param count how many options stand there, each as often as it does
 */
record Address(String path, Map<String, String> options, int count) {

    /** What Camel cannot read is taken as written: Camel says so at the dry start. */
    static Address of(String uri) {
        return read(uri).orElseGet(() -> asWritten(uri));
    }

    /** Empty when Camel cannot read it. */
    static Optional<Address> read(String uri) {
        try {
            String normal = URISupport.normalizeUri(URISupport.textBlockToSingleLine(uri));
            URI encoded = new URI(UnsafeUriCharactersEncoder.encode(normal));
            Map<String, Object> found = URISupport.parseParameters(encoded);
            URISupport.resolveRawParameterValues(found);
            Map<String, String> options = new LinkedHashMap<>();
            found.forEach((name, value) -> options.put(name, value == null ? "" : value.toString()));
            int count = found.values().stream()
                    .mapToInt(value -> value instanceof List<?> several ? several.size() : 1)
                    .sum();
            boolean hasScheme = encoded.getScheme() != null;
            String path = hasScheme ? URISupport.extractRemainderPath(encoded, false) : "";
            return Optional.of(new Address(path, options, count));
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Address asWritten(String uri) {
        int query = uri.indexOf('?');
        String address = query < 0 ? uri : uri.substring(0, query);
        int start = address.indexOf(':');
        String path = start < 0 ? "" : address.substring(start + 1);
        return new Address(path.startsWith("//") ? path.substring(2) : path, Map.of(), 0);
    }
}
