package org.zapigateway.routes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.spi.EndpointUriFactory;
import org.zapigateway.routes.Outline.Entry;

/** Turns what Camel throws about the options of an endpoint into an error with place and remedy. */
final class OptionComplaint {
    private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]", Pattern.DOTALL);
    private static final Pattern OPTION_NAME = Pattern.compile("(?:^|, )([A-Za-z][\\w.\\-]*)=");
    private static final Pattern WRONG_VALUE =
            Pattern.compile("[Cc]annot convert the String value: (.*) to type: (\\S+)");

    private final CamelContext context;
    private final Outline outline;
    private final String display;

    OptionComplaint(CamelContext context, Outline outline, String display) {
        this.context = context;
        this.outline = outline;
        this.display = display;
    }

    /** The error when the cause is about an option; empty when it is about something else. */
    Optional<RouteFileError> explain(Throwable cause, Entry route) {
        String message = String.valueOf(cause.getMessage());
        Matcher options = UNKNOWN_OPTIONS.matcher(message);
        if (cause instanceof ResolveEndpointFailedException failed && options.find()) {
            return Optional.of(unknownOption(failed, options.group(1), route));
        }
        Matcher value = WRONG_VALUE.matcher(message);
        return value.find() ? wrongValue(value, route) : Optional.empty();
    }

    private RouteFileError unknownOption(ResolveEndpointFailedException failed, String parameters, Entry route) {
        EndpointUse use = endpoint(List.of(failed), route);
        String scheme = use == null ? scheme(failed.getUri()) : use.scheme();
        Matcher names = OPTION_NAME.matcher(parameters);
        String name = names.find() ? names.group(1) : "?";
        int line = use == null ? 0 : use.parameters().getOrDefault(name, use.line());
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        Set<String> known = factory == null ? Set.of() : new TreeSet<>(factory.propertyNames());
        String remedy = DidYouMean.orElse(name, known, "", "see the options of the component '" + scheme + "'");
        return error(line, route, "has the option '" + name + "', which " + scheme + ": does not know", remedy);
    }

    /** Names the option, not its value: it may be a password in the wrong place. */
    private Optional<RouteFileError> wrongValue(Matcher value, Entry route) {
        for (Entry entry : route == null ? outline.entries() : List.of(route)) {
            for (EndpointUse use : entry.uses()) {
                for (Map.Entry<String, String> option : use.values().entrySet()) {
                    if (option.getValue().equals(value.group(1))) {
                        String name = option.getKey();
                        String what = "has a wrong value in the option '" + name + "' of " + use.scheme() + ":";
                        int line = use.parameters().getOrDefault(name, use.line());
                        return Optional.of(error(line, entry, what, "it takes a " + simpleName(value.group(2))));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The endpoint that the exception is about, found by its address without options. */
    EndpointUse endpoint(List<Throwable> chain, Entry route) {
        for (Throwable cause : chain) {
            if (cause instanceof ResolveEndpointFailedException failed && failed.getUri() != null) {
                String address = address(failed.getUri());
                return (route == null ? outline.entries() : List.of(route))
                        .stream()
                                .flatMap(entry -> entry.uses().stream())
                                .filter(use -> address.equals(address(use.uri())))
                                .findFirst()
                                .orElse(null);
            }
        }
        return null;
    }

    /** An address as it can be compared: Camel escapes what it reports. */
    private static String address(String uri) {
        String path = new EndpointUse(uri, 0, false, Map.of(), Map.of()).path();
        try {
            path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            // A percent sign of its own, as in an SQL LIKE: then nothing was escaped.
            return scheme(uri) + ":" + path;
        }
        return scheme(uri) + ":" + path;
    }

    private static String scheme(String uri) {
        return uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
    }

    private RouteFileError error(int line, Entry route, String what, String remedy) {
        return new RouteFileError(display, line, route == null ? null : route.routeId(), what, remedy);
    }
}
