package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;
import static org.zapigateway.routes.RoutesHouse.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad edit is refused with place and remedy, and the earlier version goes on taking events. */
class RefusedFilesTest {
    @TempDir
    Path home;

    private RoutesHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RoutesHouse(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void refuses(String fault, String yaml, String error) throws Exception {
        house.write("crm.camel.yaml", route("crm", "mock:good"));
        house.start();

        house.write("crm.camel.yaml", yaml);

        await().until(() -> house.stateIs("crm.camel.yaml", REFUSED));
        assertThat(house.error("crm.camel.yaml")).isEqualTo(error);
        house.zapi.deliver("crm", "a");
        assertThat(house.mock("good").getReceivedCounter()).isEqualTo(1);
        assertThat(house.status("crm.camel.yaml").routeIds()).containsExactly("crm");
        assertThat(house.context.getRouteDefinitions()).hasSize(2);

        house.write("crm.camel.yaml", route("crm", "mock:mended"));
        await().until(() -> house.stateIs("crm.camel.yaml", LOADED));
        house.zapi.deliver("crm", "b");
        assertThat(house.mock("mended").getReceivedCounter()).isEqualTo(1);
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                arguments(
                        "syntax",
                        "- route:\n    id: crm\n   from: x\n",
                        "routes/crm.camel.yaml:3: is not valid YAML: expected <block end>, but found '<block mapping"
                                + " start>'; mend the indentation or the quotes there"),
                arguments("empty", "\n", "routes/crm.camel.yaml: is empty; write a route into it, or delete it"),
                arguments(
                        "no list",
                        "id: crm\n",
                        "routes/crm.camel.yaml:1: is not a list of routes; begin with '- route:'"),
                arguments(
                        "no id",
                        "- route:\n    from:\n      uri: zapi:events\n      steps:\n        - to: mock:x\n",
                        "routes/crm.camel.yaml:1: has a route without id, and its subscription needs a name that stays;"
                                + " give the route an id"),
                arguments(
                        "from without route",
                        "- from:\n    uri: zapi:events\n    steps:\n      - to: mock:x\n",
                        "routes/crm.camel.yaml:1: has 'from', which route files cannot have; write '- route:' with an"
                                + " id and put this 'from' below it"),
                arguments(
                        "id twice",
                        route("crm", "mock:a") + route("crm", "mock:b"),
                        "routes/crm.camel.yaml:9: route 'crm' stands twice in this file; give one of them another id"),
                arguments(
                        "id of a Java route",
                        route("receive-webhook", "mock:x"),
                        "routes/crm.camel.yaml:2: route 'receive-webhook' has the id of one of the gateway's own routes;"
                                + " give it another id"),
                arguments(
                        "component not allowed",
                        route("crm", "jsm:queue:orders"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the component 'jsm', which is not allowed; did you"
                                + " mean jms?"),
                arguments(
                        "exec",
                        route("crm", "exec:rm"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the component 'exec', which is not allowed; allowed"
                                + " are direct, jms, kafka, log, mock, sink, sql, zapi"),
                arguments(
                        "computed component",
                        route("crm", "'${header.x}:y'").replace("- to:", "- toD:"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the component '${header.x}', which is not allowed;"
                                + " write the component itself and compute only what follows the colon; allowed are"
                                + " direct, jms, kafka, log, mock, sink, sql, zapi"),
                arguments(
                        "component not on the class path",
                        route("crm", "kafka:orders"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the component 'kafka', which is not on the class"
                                + " path; put camel-kafka and what it needs into lib/"),
                arguments(
                        "unknown option",
                        route("crm", "log:x\n            parameters:\n              levle: INFO"),
                        "routes/crm.camel.yaml:9: route 'crm' has the option 'levle', which log: does not know; did you"
                                + " mean level?"),
                arguments(
                        "unknown option of zapi",
                        route("crm", "mock:x").replace("      steps:", "      parameters: {tipes: x}\n      steps:"),
                        "routes/crm.camel.yaml:5: route 'crm' has the option 'tipes', which zapi: does not know; see the"
                                + " options of the component 'zapi'"),
                arguments(
                        "wrong guess",
                        route("crm", "mock:x").replace("zapi:events", "zapi:message.received"),
                        "routes/crm.camel.yaml:4: route 'crm' uses zapi:message.received, which does not exist; use"
                                + " zapi:events with types: message.received"),
                arguments(
                        "direct without consumer",
                        route("crm", "direct:webhok"),
                        "routes/crm.camel.yaml:7: route 'crm' sends to direct:webhok, which no route consumes; did you"
                                + " mean direct:webhook?"),
                arguments(
                        "direct of a Java route",
                        route("crm", "mock:x").replace("zapi:events", "direct:webhook"),
                        "routes/crm.camel.yaml:2: route 'crm' consumes direct:webhook, which a route in the gateway"
                                + " itself does already; give it another name; one route owns it"),
                arguments(
                        "unknown step",
                        route("crm", "mock:x").replace("- to:", "- too:"),
                        "routes/crm.camel.yaml:6: route 'crm' has the step 'too', which is unknown or not allowed; did"
                                + " you mean to?"),
                arguments(
                        "script",
                        route("crm", "mock:x").replace("- to:", "- script:\n            groovy: x\n        - to:"),
                        "routes/crm.camel.yaml:6: route 'crm' has the step 'script', which is unknown or not allowed;"
                                + " allowed are to, toD, log, choice, filter, split, setBody, setHeader and their like"),
                arguments(
                        "language",
                        route("crm", "mock:x").replace("- to:", "- set-body:\n            groovy: x\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the language 'groovy', which is not allowed; allowed"
                                + " are constant, exchangeProperty, header, jq, jsonpath, simple, tokenize, variable,"
                                + " xpath"),
                arguments(
                        "language by name",
                        route("crm", "mock:x")
                                .replace(
                                        "- to:",
                                        "- setBody:\n            language: {language: spel, expression: x}\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the language 'spel', which is not allowed; allowed"
                                + " are constant, exchangeProperty, header, jq, jsonpath, simple, tokenize, variable,"
                                + " xpath"),
                arguments(
                        "bean in simple",
                        route("crm", "mock:x").replace("- to:", "- log: '${bean:x}'\n        - to:"),
                        "routes/crm.camel.yaml:6: route 'crm' has an expression that reaches into Java ('bean:'); use"
                                + " headers and the body"),
                arguments(
                        "bean in placeholder",
                        route("crm", "mock:x").replace("- to:", "- log: '{{bean:x.y}}'\n        - to:"),
                        "routes/crm.camel.yaml:6: route 'crm' has an expression that reaches into Java ('bean:'); use"
                                + " headers and the body"),
                arguments(
                        "language in URI",
                        route("crm", "jms:queue:+language:groovy:x").replace("- to:", "- toD:"),
                        "routes/crm.camel.yaml:7: route 'crm' has an expression that reaches into Java ('language:'); use"
                                + " headers and the body"),
                arguments(
                        "URI from data",
                        route("crm", "mock:x").replace("- to:", "- enrich: {header: x}\n        - to:"),
                        "routes/crm.camel.yaml:6: route 'crm' has the step 'enrich', which is unknown or not allowed;"
                                + " allowed are to, toD, log, choice, filter, split, setBody, setHeader and their like"),
                arguments(
                        "class name",
                        route("crm", "mock:x\n            parameters:\n              reporter: '#class:a.B'"),
                        "routes/crm.camel.yaml:9: route 'crm' names a class ('#class:a.B'); route files cannot create"
                                + " objects; remove it"),
                arguments(
                        "conversion by class",
                        route("crm", "mock:x")
                                .replace("- to:", "- convertBodyTo: {type: java.io.InputStream}\n        - to:"),
                        "routes/crm.camel.yaml:6: route 'crm' converts to the type 'java.io.InputStream', which is not"
                                + " allowed; use String, byte[], Long, Double or Boolean"),
                arguments(
                        "wrong simple expression",
                        route("crm", "mock:x").replace("- to:", "- log: '${hedaer.x}'\n        - to:"),
                        "routes/crm.camel.yaml:6: route 'crm' has a wrong simple expression: Unknown function: hedaer.x"
                                + " at location 0; see the simple language of Camel"),
                arguments(
                        "unknown key",
                        route("crm", "mock:x").replace("    id: crm", "    id: crm\n    descripton: x"),
                        "routes/crm.camel.yaml:3: route 'crm' has 'descripton', which Camel does not know there; mend or"
                                + " remove it"),
                arguments(
                        "no placeholder",
                        route("crm", "mock:{{queue.name}}"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the placeholder {{queue.name}}, which has no value;"
                                + " add 'queue.name=…' to routes.properties or to the environment"),
                arguments(
                        "interpolated SQL",
                        route("crm", "'sql:insert into t values (${body})'").replace("- to:", "- toD:"),
                        "routes/crm.camel.yaml:7: route 'crm' writes a value into the SQL text, where a message could"
                                + " change the statement; bind it as a parameter, :#name or :#${header.name}"),
                arguments(
                        "global error handler",
                        "- errorHandler:\n    noErrorHandler: {}\n" + route("crm", "mock:x"),
                        "routes/crm.camel.yaml:1: has 'errorHandler', which route files cannot have; Camel would apply"
                                + " it to every route of the gateway; put 'errorHandler' below a route"),
                arguments(
                        "beans",
                        "- beans:\n    - name: x\n      type: java.lang.Object\n" + route("crm", "mock:x"),
                        "routes/crm.camel.yaml:1: has 'beans', which route files cannot have; route files cannot create"
                                + " objects; remove it"),
                arguments(
                        "too deep",
                        "- route: " + "[".repeat(500_000),
                        "routes/crm.camel.yaml:1: is nested deeper than 100 levels; make it flatter"),
                arguments(
                        "alias bomb",
                        bomb(),
                        "routes/crm.camel.yaml:1: grows beyond 100000 nodes or 100 levels when its aliases are followed;"
                                + " write the parts out instead of repeating aliases"),
                arguments(
                        "too large",
                        "#".repeat(RoutesDirectory.MAX_BYTES + 1),
                        "routes/crm.camel.yaml: is larger than 1048576 bytes; split it into several files"));
    }

    private static String bomb() {
        StringBuilder yaml = new StringBuilder("- &a0 [x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            yaml.append("- &a%d [%s, %s, %s, %s, %s]\n".formatted(i, alias, alias, alias, alias, alias));
        }
        return yaml.toString();
    }

    @Test
    void theSecondFileThatClaimsAnIdIsRefused() throws Exception {
        house.write("b.camel.yaml", route("crm", "mock:first"));
        house.start();

        house.write("a.camel.yaml", route("crm", "mock:second"));

        await().until(() -> house.stateIs("a.camel.yaml", REFUSED));
        assertThat(house.error("a.camel.yaml"))
                .isEqualTo(
                        "routes/a.camel.yaml:2: route 'crm' has an id that a route in routes/b.camel.yaml has already;"
                                + " give one of them another id");
        house.zapi.deliver("crm", "a");
        assertThat(house.mock("first").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void theSecondRouteThatClaimsASubscriptionIsRefused() {
        house.write("a.camel.yaml", route("first", "mock:first"));
        house.write(
                "b.camel.yaml",
                route("second", "mock:x")
                        .replace("      steps:", "      parameters: {subscription: first}\n      steps:"));

        house.start();

        assertThat(house.error("b.camel.yaml"))
                .isEqualTo("routes/b.camel.yaml:2: route 'second' consumes the subscription first, which a route in"
                        + " routes/a.camel.yaml does already; give it another name; one route owns it");
        assertThat(house.zapi.hasConsumer("first")).isTrue();
    }

    @Test
    void anEditThatTakesTheConsumerOfADirectAwayIsRefused() throws Exception {
        house.write("caller.camel.yaml", route("caller", "direct:helper"));
        house.write("helper.camel.yaml", route("helper", "mock:helper").replace("zapi:events", "direct:helper"));
        house.start();

        Files.delete(house.directory.resolve("helper.camel.yaml"));

        await().until(() -> house.stateIs("helper.camel.yaml", REFUSED));
        assertThat(house.error("helper.camel.yaml"))
                .isEqualTo("routes/helper.camel.yaml: no longer consumes direct:helper, to which route 'caller' in"
                        + " routes/caller.camel.yaml sends; put it back, or change the sender first");
        house.zapi.deliver("caller", "a");
        assertThat(house.mock("helper").getReceivedCounter()).isEqualTo(1);

        house.write("caller.camel.yaml", route("caller", "mock:direct"));
        await().until(() -> house.stateIs("helper.camel.yaml", RouteFileState.REMOVED));
    }

    @Test
    void anErrorHandlerAndAnOnExceptionWithinTheFileAreTaken() throws Exception {
        house.write(
                "crm.camel.yaml",
                """
                - onException:
                    exception: [java.lang.IllegalArgumentException]
                    handled: {constant: "true"}
                    steps:
                      - to: mock:handled
                - route:
                    id: crm
                    from:
                      uri: zapi:events
                      steps:
                        - throwException:
                            exceptionType: java.lang.IllegalArgumentException
                            message: no
                - route:
                    id: raw
                    errorHandler: {noErrorHandler: {}}
                    from:
                      uri: zapi:events
                      steps:
                        - to: mock:raw
                """);

        house.start();

        assertThat(house.status("crm.camel.yaml").errors()).isEmpty();
        house.zapi.deliver("crm", "a");
        house.zapi.deliver("raw", "a");
        assertThat(house.mock("handled").getReceivedCounter()).isEqualTo(1);
        assertThat(house.mock("raw").getReceivedCounter()).isEqualTo(1);
        assertThat(house.context.getCamelContextExtension().getErrorHandlerFactory())
                .as("the context's own error handling is left alone")
                .isNull();
    }
}
