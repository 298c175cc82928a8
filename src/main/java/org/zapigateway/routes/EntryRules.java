package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zapigateway.routes.Outline.Entry;

/** The rules that one route file can be held against alone: which entries, ids and endpoints it may have. */
final class FileRules {
    private static final Set<String> ENTRIES = Set.of("route", "onException", "onCompletion", "intercept");

    /** Why an entry that Camel knows is not taken, and what to write instead. */
    private static final Map<String, String> REFUSED_ENTRIES = Map.of(
            "from", "write '- route:' with an id and put this 'from' below it",
            "errorHandler", "Camel would apply it to every route of the gateway; put 'errorHandler' below a route",
            "routeConfiguration", "Camel would apply it to the routes of other files; use 'onException' in this file",
            "beans", "route files cannot create objects; remove it",
            "rest", "the gateway's own HTTP edge is the only one; remove it",
            "restConfiguration", "the gateway's own HTTP edge is the only one; remove it",
            "routeTemplate", "write the route out",
            "templatedRoute", "write the route out",
            "dataFormats", "Camel would share it with other files; name the data format in 'marshal' or 'unmarshal'");

    private static final Map<String, String> REFUSED_ROUTE_KEYS = Map.of(
            "routeConfigurationId", "a route that names one loses the gateway's own error rules; remove it",
            "precondition", "a route that is left out would own no subscription; delete the route instead",
            "errorHandlerRef", "put 'errorHandler' below the route",
            "routePolicy", "route files cannot refer to Java objects; remove it");

    private static final Pattern ROUTE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final AllowedParts allowed;
    private final WordRules words;

    FileRules(AllowedParts allowed) {
        this.allowed = allowed;
        this.words = new WordRules(allowed);
    }

    /** Everything that is wrong in the file, in the order of the entries; empty when nothing is. */
    List<RouteFileError> check(Outline outline, String display) {
        List<RouteFileError> errors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Entry entry : outline.entries()) {
            entry(entry, display, errors);
            if (entry.isRoute()) {
                route(entry, display, ids, errors);
            }
            for (EndpointUse use : entry.uses()) {
                endpoint(entry, use, display, errors);
            }
            words.check(entry, display, errors);
        }
        if (errors.isEmpty() && outline.routes().isEmpty()) {
            errors.add(new RouteFileError(display, 0, null, "has no route", "add one, or delete the file"));
        }
        return errors;
    }

    private static void entry(Entry entry, String display, List<RouteFileError> errors) {
        if (!ENTRIES.contains(entry.kind())) {
            String remedy = REFUSED_ENTRIES.getOrDefault(
                    entry.kind(), DidYouMean.orElse(entry.kind(), ENTRIES, "", "begin it with '- route:'"));
            errors.add(new RouteFileError(
                    display, entry.line(), null, "has '" + entry.kind() + "', which route files cannot have", remedy));
        }
    }

    private static void route(Entry route, String display, Set<String> ids, List<RouteFileError> errors) {
        String id = route.routeId();
        if (id == null || id.isBlank()) {
            errors.add(new RouteFileError(
                    display,
                    route.line(),
                    null,
                    "has a route without id, and its subscription needs a name that stays",
                    "give the route an id"));
        } else if (!ROUTE_ID.matcher(id).matches()) {
            errors.add(new RouteFileError(
                    display,
                    route.keys().get("id"),
                    null,
                    "has a route with the id '" + id + "'",
                    "use letters, digits, '.', '_' and '-' only, at most 100"));
        } else if (!ids.add(id)) {
            errors.add(new RouteFileError(
                    display, route.keys().get("id"), id, "stands twice in this file", "give one of them another id"));
        }
        REFUSED_ROUTE_KEYS.forEach((key, remedy) -> {
            if (route.keys().containsKey(key)) {
                int line = route.keys().get(key);
                errors.add(new RouteFileError(display, line, id, "has '" + key + "', which is not allowed", remedy));
            }
        });
    }

    private void endpoint(Entry entry, EndpointUse use, String display, List<RouteFileError> errors) {
        String scheme = use.scheme();
        if (scheme.contains("{{")) {
            // The dry start says which placeholder has no value.
            return;
        }
        String id = entry.routeId();
        if (!allowed.components().contains(scheme)) {
            String list = "allowed are " + String.join(", ", allowed.components());
            errors.add(new RouteFileError(
                    display,
                    use.line(),
                    id,
                    "uses the component '" + scheme + "', which is not allowed",
                    scheme.contains("$")
                            ? "write the component itself and compute only what follows the colon; " + list
                            : DidYouMean.orElse(scheme, allowed.components(), "", list)));
        } else if (scheme.equals("zapi") && !use.path().equals("events")) {
            String type = use.path().isBlank() ? "message.received" : use.path();
            errors.add(new RouteFileError(
                    display,
                    use.line(),
                    id,
                    "uses zapi:" + use.path() + ", which does not exist",
                    "use zapi:events with types: " + type));
        } else if (scheme.equals("zapi") && !use.from()) {
            errors.add(new RouteFileError(
                    display,
                    use.line(),
                    id,
                    "sends to zapi:events",
                    "events come from there only; send to jms: or sql:"));
        } else if (scheme.equals("sql") && interpolates(use)) {
            errors.add(new RouteFileError(
                    display,
                    use.line(),
                    id,
                    "writes a value into the SQL text, where a message could change the statement",
                    "bind it as a parameter, :#name or :#${header.name}"));
        }
    }

    private static boolean interpolates(EndpointUse use) {
        return Stream.concat(
                        Stream.of(use.path()),
                        Arrays.stream(new String[] {use.values().getOrDefault("query", "")}))
                .anyMatch(sql -> sql.replace(":#${", "").contains("${"));
    }
}
