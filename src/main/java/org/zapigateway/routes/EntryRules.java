package org.zapigateway.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/** Which entries a route file may have, and what a route must say of itself. */
final class EntryRules implements Rule {
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

    /** A route's id names its subscription, and queues of this beginning are the gateway's. */
    private static final String GATEWAY_PREFIX = "zapi.";

    private static final Pattern ROUTE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    @Override
    public void check(Outline outline, Findings findings) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : outline.entries()) {
            entry(entry, findings);
            if (entry.isRoute()) {
                id(entry, ids, findings);
                keys(entry, findings);
                autoStartup(entry, findings);
            }
        }
        if (findings.errors().isEmpty() && outline.routes().isEmpty()) {
            findings.error(0, null, "has no route", "add one, or delete the file");
        }
    }

    private static void entry(Entry entry, Findings findings) {
        if (!ENTRIES.contains(entry.kind())) {
            String remedy = REFUSED_ENTRIES.getOrDefault(
                    entry.kind(), DidYouMean.orElse(entry.kind(), ENTRIES, "", "begin it with '- route:'"));
            findings.error(entry.line(), null, "has '" + entry.kind() + "', which route files cannot have", remedy);
        }
    }

    private static void id(Entry route, Set<String> ids, Findings findings) {
        String id = route.routeId();
        int line = route.keys().getOrDefault("id", route.line());
        if (!route.keys().containsKey("id")) {
            findings.warning(
                    line,
                    id,
                    "has no id, so it is called after its file, and a renamed file would get another subscription",
                    "add 'id: " + id + "'");
        }
        if (!ROUTE_ID.matcher(id).matches()) {
            findings.error(
                    line,
                    null,
                    "has a route with the id '" + id + "'",
                    "use letters, digits, '.', '_' and '-' only, at most 100");
        } else if (id.startsWith(GATEWAY_PREFIX)) {
            findings.error(
                    line,
                    id,
                    "has an id that begins with " + GATEWAY_PREFIX,
                    "take another, the gateway's own queues are called so");
        } else if (!ids.add(id)) {
            findings.error(line, id, "stands twice in this file", "give one of them another id");
        }
    }

    private static void keys(Entry route, Findings findings) {
        String id = route.routeId();
        if (!route.keys().containsKey("description")) {
            findings.warning(
                    route.line(),
                    id,
                    "has no description",
                    "add 'description: …', one sentence for whoever looks at it at night");
        }
        REFUSED_ROUTE_KEYS.forEach((key, remedy) -> {
            if (route.keys().containsKey(key)) {
                findings.error(route.keys().get(key), id, "has '" + key + "', which is not allowed", remedy);
            }
        });
    }

    /** Its subscription would look as if nobody wanted it, and could be removed with its events. */
    private static void autoStartup(Entry route, Findings findings) {
        List<Word> words = route.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            Word word = words.get(i);
            boolean switches = word.key()
                    && word.text().equals("autoStartup")
                    && word.parent().equals("route");
            if (switches && hasSubscription(route) && !words.get(i + 1).text().equalsIgnoreCase("true")) {
                findings.error(
                        word.line(),
                        route.routeId(),
                        "has an 'autoStartup' other than true, but nothing would own its subscription",
                        "remove 'autoStartup', or delete the route when it is not wanted");
            }
        }
    }

    private static boolean hasSubscription(Entry route) {
        return route.uses().stream().anyMatch(EndpointUse::isSubscription);
    }
}
