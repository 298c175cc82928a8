package org.zapigateway.routes;

import java.util.List;
import java.util.Set;
import org.zapigateway.routes.Outline.Entry;

/** Where a route may take events from, and where it may send them to. */
final class EndpointRules implements Rule {
    private static final String EVENTS = "events";

    /** Those that do nothing with an expression in their path; {@code sql:} binds it. */
    private static final Set<String> TAKEN_AS_WRITTEN =
            Set.of("jms", "amqp", "kafka", "spring-rabbitmq", "http", "https", "direct", "smtp", "smtps");

    private final AllowedParts allowed;

    EndpointRules(AllowedParts allowed) {
        this.allowed = allowed;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            for (EndpointUse use : entry.uses()) {
                // The scheme of a placeholder without value is for another rule.
                if (!use.scheme().contains("{{")) {
                    check(use, entry.routeId(), findings);
                }
            }
        }
    }

    private void check(EndpointUse use, String id, Findings findings) {
        if (!allowed.components().contains(use.scheme())) {
            component(use, id, findings);
        } else if (EndpointUse.isComputed(use.uri()) && Address.read(use.uri()).isEmpty()) {
            // The dry start does not see it, and what comes out of it may be read.
            findings.error(
                    use.line(),
                    id,
                    "computes an address of which Camel cannot read the text around",
                    "take '&' at its end, control characters and a '%' in the name of an option out of it");
        } else if (use.scheme().equals("zapi")) {
            zapi(use, id, findings);
        } else if (!use.evaluated() && TAKEN_AS_WRITTEN.contains(use.scheme()) && use.isDynamic()) {
            asWritten(use, id, findings);
        } else if (use.isDirect() && !use.from() && use.isDynamic()) {
            findings.warning(
                    use.line(),
                    id,
                    "computes the name of a direct:, so nobody can tell whether a route consumes it",
                    "use 'choice' with a 'to' for each name");
        }
    }

    private static void asWritten(EndpointUse use, String id, Findings findings) {
        if (use.from()) {
            findings.warning(
                    use.line(),
                    id,
                    "begins with an address that has ${…} in it, which is taken as written, because there is no event"
                            + " yet to compute it of",
                    "write the address, or a {{placeholder}}");
        } else {
            findings.warning(
                    use.line(),
                    id,
                    "has ${…} in an address that is not computed, so it is taken as written",
                    "use toD");
        }
    }

    private void component(EndpointUse use, String id, Findings findings) {
        String scheme = use.scheme();
        String list = "allowed are " + String.join(", ", allowed.components());
        String remedy = scheme.contains("$")
                ? "write the component itself and compute only what follows the colon; " + list
                : DidYouMean.orElse(
                        scheme,
                        allowed.components(),
                        "",
                        list + "; zapi.routes." + (scheme.equals("file") ? "file-roots" : "additional-components")
                                + " allows more");
        findings.error(use.line(), id, "uses the component '" + scheme + "', which is not allowed", remedy);
    }

    private static void zapi(EndpointUse use, String id, Findings findings) {
        String path = use.path();
        if (!path.equals(EVENTS)) {
            String remedy = DidYouMean.orElse(
                    path,
                    List.of(EVENTS),
                    "zapi:",
                    "use zapi:events, types: " + (path.isBlank() ? "message.received" : path));
            findings.error(use.line(), id, "uses zapi:" + path + ", which does not exist", remedy);
        } else if (!use.from()) {
            findings.error(use.line(), id, "sends to zapi:events", "events come from there only; send to jms: or sql:");
        }
    }
}
