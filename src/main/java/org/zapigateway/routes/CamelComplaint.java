package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.zapigateway.routes.DryStart.DuplicateIdException;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/** Turns what Camel throws about a route file into an error with place and remedy. */
final class CamelComplaint {
    private static final Pattern NO_COMPONENT = Pattern.compile("No endpoint could be found for: ([^:?]+)");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
    private static final String CHOICES = "there are ";
    private static final String CAUSE = "mend it; the cause stands in brackets";
    private static final int MAX_LENGTH = 300;
    private static final int SHORT_VALUE = 4;

    private final CamelContext context;
    private final Outline outline;
    private final String display;

    CamelComplaint(CamelContext context, Outline outline, String display) {
        this.context = context;
        this.outline = outline;
        this.display = display;
    }

    /** The error for that exception, thrown at reading, dry start or start. */
    Finding explain(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        Entry route = route(chain);
        for (Throwable cause : chain) {
            Optional<Finding> error = special(cause, route);
            if (error.isPresent()) {
                return error.get();
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        EndpointUse use = endpoint(chain, route);
        if (use != null) {
            return endpoint(use, root, route);
        }
        Optional<Word> expression = expression(chain, route);
        if (expression.isPresent()) {
            return error(expression.get().line(), route, "has a wrong expression (" + brief(root) + ")", CAUSE);
        }
        return error(route == null ? 0 : route.line(), route, "cannot be started (" + brief(root) + ")", CAUSE);
    }

    /** The expression that one of the messages quotes. */
    private static Optional<Word> expression(List<Throwable> chain, Entry route) {
        return route == null
                ? Optional.empty()
                : route.words().stream()
                        .filter(Word::expression)
                        .filter(word -> chain.stream().anyMatch(cause -> String.valueOf(cause.getMessage())
                                .contains(word.text())))
                        .findFirst();
    }

    private Optional<Finding> special(Throwable cause, Entry route) {
        if (cause instanceof MarkedYamlEngineException marked) {
            return Optional.of(yaml(marked));
        }
        if (cause instanceof DuplicateIdException duplicate) {
            return Optional.of(error(
                    line(route, duplicate.id()),
                    route,
                    "has the id '" + duplicate.id() + "', which stands twice among the routes and steps of this file",
                    "give each an id of its own, or none"));
        }
        if (cause instanceof NoSuchBeanException missing) {
            String name = missing.getName().replaceFirst("^#(bean:)?", "");
            return Optional.of(error(
                    line(route, name),
                    route,
                    "refers to the object '" + name + "', which does not exist",
                    "remove the reference; route files cannot create objects"));
        }
        if (cause instanceof NoSuchLanguageException missing) {
            return Optional.of(error(
                    line(route, missing.getLanguage()),
                    route,
                    "uses the language '" + missing.getLanguage() + "', which is not on the class path",
                    "put camel-" + missing.getLanguage() + " and what it needs into lib/"));
        }
        if (cause instanceof SimpleIllegalSyntaxException wrong) {
            SimpleSyntax.Fault fault = new SimpleSyntax(context).explain(wrong);
            return Optional.of(error(line(route, wrong.getExpression()), route, fault.what(), fault.remedy()));
        }
        if (cause instanceof ExpressionIllegalSyntaxException wrong) {
            return Optional.of(error(
                    line(route, wrong.getExpression()),
                    route,
                    "has a wrong expression: " + firstLine(String.valueOf(wrong.getMessage())),
                    "mend it there"));
        }
        Matcher component = NO_COMPONENT.matcher(String.valueOf(cause.getMessage()));
        if (component.find()) {
            String scheme = component.group(1);
            return Optional.of(error(
                    line(route, scheme + ":"),
                    route,
                    "uses the component '" + scheme + "', which is not on the class path",
                    "put camel-" + scheme + " and what it needs into lib/"));
        }
        return Optional.empty();
    }

    private Finding yaml(MarkedYamlEngineException marked) {
        int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        String problem = firstLine(String.valueOf(marked.getProblem()));
        return error(line, at(line), "is not what Camel understands: " + problem, "mend it there");
    }

    /** A component has something against its address or options; our own says the remedy behind a semicolon. */
    private Finding endpoint(EndpointUse use, Throwable root, Entry route) {
        String name = use.scheme() + ":" + use.path();
        String message = firstLine(String.valueOf(root.getMessage()));
        int line = use.parameters().entrySet().stream()
                .filter(option -> message.matches(".*\\b" + Pattern.quote(option.getKey()) + "\\b.*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(use.line());
        int semicolon = message.indexOf("; ");
        if (message.startsWith(name + ": ") && semicolon > 0) {
            String what = "cannot use " + message.substring(0, semicolon);
            return error(line, route, what, remedy(what, message.substring(semicolon + 2)));
        }
        return error(line, route, "cannot use " + name + " (" + brief(root) + ")", CAUSE);
    }

    /** The nearest one when all are listed that there are. */
    private static String remedy(String what, String remedy) {
        Matcher value = QUOTED.matcher(what);
        if (remedy.startsWith(CHOICES) && value.find()) {
            List<String> choices =
                    Arrays.asList(remedy.substring(CHOICES.length()).split(", "));
            return DidYouMean.orElse(value.group(1), choices, "", remedy);
        }
        return remedy;
    }

    /** The endpoint that the exception is about, found by its address without options; {@code null} for none. */
    private EndpointUse endpoint(List<Throwable> chain, Entry route) {
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
        EndpointUse use = EndpointUse.of(uri);
        return use.scheme() + ":" + EndpointUse.unescaped(use.path());
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

    private Finding error(int line, Entry route, String what, String remedy) {
        return Finding.error(display, line, route == null ? null : route.routeId(), discreet(what), remedy);
    }

    private String brief(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + firstLine(cause.getMessage());
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
