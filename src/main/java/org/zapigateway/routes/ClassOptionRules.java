package org.zapigateway.routes;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.zapigateway.routes.Outline.Entry;

/**
 * Refuses options by which a client library would load a class, or run a command. Who starts the gateway may set them
 * for the whole component.
 */
final class ClassOptionRules implements Rule {
    private static final Pattern MAIL = Pattern.compile("mail\\..*|additionalJavaMailProperties.*");
    private static final Map<String, Pattern> OPTIONS = Map.of(
            "kafka",
            Pattern.compile("(key|value|header)(S|Des)erializer|interceptorClasses|metricReporters|partitioner"
                    + "|partitionAssignor|saslJaasConfig|kerberosInitCmd|additionalProperties.*"),
            "smtp",
            MAIL,
            "smtps",
            MAIL);
    private static final Map<String, String> COMPONENTS = Map.of("smtp", "mail", "smtps", "mail");

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            entry.uses().forEach(use -> check(use, entry.routeId(), findings));
        }
    }

    private static void check(EndpointUse use, String id, Findings findings) {
        String scheme = use.scheme();
        List<String> refused = use.parameters().keySet().stream()
                .filter(name -> OPTIONS.containsKey(scheme)
                        && OPTIONS.get(scheme).matcher(name).matches())
                .toList();
        for (String name : refused) {
            findings.error(
                    use.parameters().get(name),
                    id,
                    "sets '" + name + "' of " + scheme + ":, which can load a class or run a command",
                    "remove it, or set it for all routes in application.yml, below camel.component."
                            + COMPONENTS.getOrDefault(scheme, scheme));
        }
    }
}
