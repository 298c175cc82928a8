package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.zapigateway.routes.Outline.Entry;

/** Turns what Camel throws about a route file into an error with place and remedy. */
final class CamelComplaint {
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Unsupported field: (\\S+)");
    private static final Pattern NO_PLACEHOLDER = Pattern.compile("[Pp]roperty with key \\[([^\\]]+)]");
    private static final Pattern NO_COMPONENT = Pattern.compile("No endpoint could be found for: ([^:?]+)");
    private static final int MAX_LENGTH = 300;
    private static final int SHORT_VALUE = 4;

    private final Outline outline;
    private final String display;
    private final OptionComplaint options;

    CamelComplaint(CamelContext context, Outline outline, String display) {
        this.outline = outline;
        this.display = display;
        options = new OptionComplaint(context, outline, display);
    }

    /** The error for that exception, thrown at reading, dry start or start. */
    RouteFileError explain(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        Entry route = route(chain);
        for (Throwable cause : chain) {
            Optional<RouteFileError> error = special(cause, route);
            if (error.isPresent()) {
                return error.get();
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        EndpointUse use = options.endpoint(chain, route);
        int line = use != null ? use.line() : route == null ? 0 : route.line();
        String at = use != null ? "cannot use " + use.scheme() + ":" + use.path() : "cannot be started";
        return error(line, route, at + " (" + brief(root) + ")", "mend it; the cause stands in brackets");
    }

    private Optional<RouteFileError> special(Throwable cause, Entry route) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof MarkedYamlEngineException marked) {
            return Optional.of(yaml(marked));
        }
        Optional<RouteFileError> option = options.explain(cause, route);
        if (option.isPresent()) {
            return option;
        }
        Matcher placeholder = NO_PLACEHOLDER.matcher(message);
        if (placeholder.find()) {
            String key = placeholder.group(1);
            return Optional.of(error(
                    line(route, "{{" + key),
                    route,
                    "uses the placeholder {{" + key + "}}, which has no value",
                    "add '" + key + "=…' to " + RoutesDirectory.PLACEHOLDERS + " or to the environment"));
        }
        Matcher component = NO_COMPONENT.matcher(message);
        if (component.find()) {
            String scheme = component.group(1);
            return Optional.of(error(
                    line(route, scheme + ":"),
                    route,
                    "uses the component '" + scheme + "', which is not on the class path",
                    "put camel-" + scheme + " and what it needs into lib/"));
        }
        if (cause instanceof SimpleIllegalSyntaxException simple) {
            return Optional.of(error(
                    line(route, simple.getExpression()),
                    route,
                    "has a wrong simple expression: " + firstLine(message),
                    "see the simple language of Camel"));
        }
        return Optional.empty();
    }

    private RouteFileError yaml(MarkedYamlEngineException marked) {
        int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        String problem = String.valueOf(marked.getProblem());
        Matcher field = UNKNOWN_FIELD.matcher(problem);
        if (field.find()) {
            String name = field.group(1);
            int exact = exactLine(name, line);
            return error(exact, at(exact), "has '" + name + "', which Camel does not know there", "mend or remove it");
        }
        return error(line, at(line), "is not what Camel understands: " + firstLine(problem), "mend it there");
    }

    /** Camel marks the map that holds the unknown field; the field itself is more use. */
    private int exactLine(String name, int from) {
        return outline.entries().stream()
                .flatMap(entry -> entry.words().stream())
                .filter(word -> word.key() && word.line() >= from && word.text().equals(name))
                .mapToInt(Outline.Word::line)
                .findFirst()
                .orElse(from);
    }

    private Entry route(List<Throwable> chain) {
        for (Throwable cause : chain) {
            String id = cause instanceof FailedToCreateRouteException create
                    ? create.getRouteId()
                    : cause instanceof FailedToStartRouteException start ? start.getRouteId() : null;
            for (Entry route : outline.routes()) {
                if (route.routeId().equals(id)) {
                    return route;
                }
            }
        }
        return outline.routes().size() == 1 ? outline.routes().get(0) : null;
    }

    /** The entry that a line is in. */
    private Entry at(int line) {
        Entry found = null;
        for (Entry entry : outline.entries()) {
            if (entry.line() <= line && entry.isRoute()) {
                found = entry;
            }
        }
        return found;
    }

    private int line(Entry route, String text) {
        if (route != null && route.lineOf(text).isPresent()) {
            return route.lineOf(text).get();
        }
        return outline.entries().stream()
                .flatMap(entry -> entry.lineOf(text).stream())
                .findFirst()
                .orElse(route == null ? 0 : route.line());
    }

    private RouteFileError error(int line, Entry route, String what, String remedy) {
        return new RouteFileError(display, line, route == null ? null : route.routeId(), what, remedy);
    }

    private String brief(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + discreet(firstLine(cause.getMessage()));
        return cause.getClass().getSimpleName() + message;
    }

    /** Without what may be secret: passwords in URIs, and whatever came out of a placeholder. */
    private String discreet(String message) {
        String text = URISupport.sanitizeUri(message);
        for (String value : outline.file().placeholders().values()) {
            text = value.length() < SHORT_VALUE ? text : text.replace(value, "…");
        }
        return text;
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = thrown; next != null && !chain.contains(next); next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }
}
