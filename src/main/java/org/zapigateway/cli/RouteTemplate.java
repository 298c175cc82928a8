package org.zapigateway.cli;

/** The text of a new route file. */
final class RouteTemplate {
    private static final String TEXT =
            """
            # %1$s: events go to %2$s.
            #
            # The gateway loads this file again within seconds of each save, while it runs. A mistake is refused with its line,
            # and the version that worked keeps running; './zapi check' says the same before. What a route can use is in
            # README.md beside the shipped routes.

            - route:
                # Names the route and its durable subscription. Keep it, also when you rename the file.
                id: %3$s
                description: %4$s
                from:
                  uri: zapi:events
                  parameters:
                    # Which events, separated by commas; message.* stands for all that begin so. Without it: all.
                    types: %5$s
                    # More filters, for example:
                    # contentKinds: text,image
                    # chatKinds: direct
                    # instance: sales
                    # While the target is away the events wait, in order. An event that is to blame itself is tried so often, and
                    # is then kept as a dead letter:
                    # maxAttempts: 5
                  steps:
                    # The body is the event's JSON as text, and its facts are headers, such as ${header.eventType}.
            %6$s""";

    private static final String TO = """
                    - to:
                        uri: %s
            """;

    /** Camel gives each header to the service, a phone number among them, and sends GET where the address has a query. */
    private static final String TO_HTTP =
            """
                    - setHeader:
                        name: Idempotency-Key
                        simple: ${header.eventId}
                    # Else each of those headers would be one of the request, the chat's phone number too.
                    - removeHeaders:
                        pattern: "*"
                        excludePattern: Idempotency-Key
                    - setHeader:
                        name: Content-Type
                        constant: application/cloudevents+json
                    - to:
                        uri: %s
            """;

    private RouteTemplate() {}

    static String fill(String name, String target, String types) {
        return TEXT.formatted(
                name,
                oneLine(target),
                scalar(name),
                scalar("Events of the types " + types + " go to " + target),
                scalar(types),
                isHttp(target) ? TO_HTTP.formatted(scalar(posted(target))) : TO.formatted(scalar(target)));
    }

    /** One that says its method is written by somebody who knows. */
    private static boolean isHttp(String target) {
        return target.matches("https?:.*") && !target.contains("httpMethod=");
    }

    private static String posted(String target) {
        return target + (target.contains("?") ? "&" : "?") + "httpMethod=POST";
    }

    /** A comment ends with its line. */
    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /** A YAML scalar that means the text, whatever is in it. */
    private static String scalar(String text) {
        return text.matches("[A-Za-z][\\w.,:/-]*[\\w/-]")
                ? text
                : "'" + oneLine(text).replace("'", "''") + "'";
    }
}
