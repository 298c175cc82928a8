package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;
import static org.zapigateway.routes.RoutesHouse.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.RouteFixture;

/** A bad edit is refused with place and remedy, and the earlier version goes on taking events. */
class RefusedFilesTest {
    private static final String FILE = RouteFixture.FILE;

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

    /** The same files are checked offline, with the same outcome, by {@code CheckTest}. */
    @ParameterizedTest
    @MethodSource("org.zapigateway.RouteFixture#refused")
    void refusesWhatBreaksARule(RouteFixture fixture) throws Exception {
        allow(fixture);
        fixture.copyTo(house.directory, false);
        house.write(FILE, route("crm", "direct:webhook"));
        house.start();

        fixture.copyTo(house.directory, true);

        await().until(() -> house.stateIs(FILE, REFUSED));
        assertThat(house.findings(FILE)).isEqualTo(fixture.expected(house.directory));
        theEarlierVersionRunsUntilTheFileIsMended();
    }

    /** A file that is empty, or no text, or has no route, has no line to name. */
    @ParameterizedTest
    @MethodSource("org.zapigateway.RouteFixture#refused")
    void saysWhereWhatAndWhatToDo(RouteFixture fixture) throws Exception {
        Set<String> withoutLine = Set.of("yaml-empty", "yaml-not-utf-8", "entry-without-route");
        String line = withoutLine.contains(fixture.toString()) ? "" : ":\\d+";

        assertThat(fixture.expected(house.directory)).isNotEmpty().allSatisfy(error -> assertThat(error)
                .matches("routes/crm\\.camel\\.yaml" + line + ": .+; .+"));
    }

    @ParameterizedTest
    @MethodSource("org.zapigateway.RouteFixture#warned")
    void loadsWhatDeservesAWarning(RouteFixture fixture) throws Exception {
        allow(fixture);
        fixture.copyTo(house.directory, true);

        house.start();

        assertThat(house.stateIs(FILE, LOADED)).isTrue();
        assertThat(house.findings(FILE)).isEqualTo(fixture.expected(house.directory));
        assertThat(house.files().healthy()).isTrue();
    }

    private void allow(RouteFixture fixture) throws IOException {
        Properties settings = fixture.settings();
        house.allowOnly(
                list(settings, "zapi.routes.additional-components"),
                list(settings, "zapi.routes.file-roots").stream().map(Path::of).toList());
    }

    private static List<String> list(Properties settings, String key) {
        String value = settings.getProperty(key);
        return value == null ? List.of() : List.of(value.split(","));
    }

    /** What no fixture can show, because of its size or of what must be allowed for it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void refuses(String fault, String yaml, String error) throws Exception {
        house.write(FILE, route("crm", "direct:webhook"));
        house.start();

        house.write(FILE, yaml);

        await().until(() -> house.stateIs(FILE, REFUSED));
        assertThat(house.error(FILE)).isEqualTo(error);
        theEarlierVersionRunsUntilTheFileIsMended();
    }

    private void theEarlierVersionRunsUntilTheFileIsMended() throws Exception {
        house.zapi.deliver("crm", "a");
        assertThat(house.mock("webhook").getReceivedCounter()).isEqualTo(1);
        assertThat(house.status(FILE).routeIds()).containsExactly("crm");

        house.write(FILE, "# mended\n" + route("crm", "direct:webhook"));
        await().until(() -> house.stateIs(FILE, LOADED));
        house.zapi.deliver("crm", "b");
        assertThat(house.mock("webhook").getReceivedCounter()).isEqualTo(2);
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                arguments(
                        "component not on the class path",
                        route("crm", "mongodb:orders"),
                        "routes/crm.camel.yaml:8: route 'crm' uses the component 'mongodb', which is not on the class"
                                + " path; put camel-mongodb and what it needs into lib/"),
                arguments(
                        "language not on the class path",
                        route("crm", "mock:x").replace("- to:", "- setBody: {mvel: x}\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' uses the language 'mvel', which is not on the class"
                                + " path; put camel-mvel and what it needs into lib/"),
                arguments(
                        "direct of a Java route",
                        route("crm", "mock:x").replace("zapi:events", "direct:webhook"),
                        "routes/crm.camel.yaml:5: route 'crm' consumes direct:webhook, which a route in the gateway"
                                + " itself does already; give it another name; one route owns it"),
                arguments(
                        "step in kebab case",
                        route("crm", "mock:x").replace("- to:", "- poll-enrich: {header: x}\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' has the step 'pollEnrich', which is not allowed;"
                                + " use a 'to' that asks"),
                arguments(
                        "bean in placeholder",
                        route("crm", "mock:x").replace("- to:", "- log: '{{bean:x.y}}'\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' has an expression that reaches into Java ('bean:'); use"
                                + " headers and the body"),
                arguments(
                        "exchange as a value",
                        route("crm", "mock:x").replace("- to:", "- setBody: {simple: '${exchange}'}\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' has an expression that reaches into Java ('exchange}'); use"
                                + " headers and the body"),
                arguments(
                        "simple in XPath",
                        route("crm", "mock:x")
                                .replace(
                                        "- to:",
                                        "- setBody: {xpath: \"function:simple(concat('$','{x}'))\"}\n        - to:"),
                        "routes/crm.camel.yaml:7: route 'crm' has an expression that reaches into Java ('simple'); use"
                                + " headers and the body"),
                arguments(
                        "language in URI",
                        route("crm", "jms:queue:+language:groovy:x").replace("- to:", "- toD:"),
                        "routes/crm.camel.yaml:8: route 'crm' has an expression that reaches into Java ('language:'); use"
                                + " headers and the body"),
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
                .isEqualTo("routes/b.camel.yaml:6: route 'second' consumes the subscription first, which a route in"
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
    void anEditOfTheSenderIsTakenWhileTheConsumerIsKeptFromGoing() throws Exception {
        house.write("caller.camel.yaml", route("caller", "direct:helper"));
        house.write("helper.camel.yaml", route("helper", "mock:helper").replace("zapi:events", "direct:helper"));
        house.start();

        Files.delete(house.directory.resolve("helper.camel.yaml"));
        Files.move(house.directory.resolve("caller.camel.yaml"), house.directory.resolve("moved.camel.yaml"));

        await().until(() -> house.stateIs("moved.camel.yaml", LOADED));
        assertThat(house.stateIs("helper.camel.yaml", REFUSED)).isTrue();
        house.zapi.deliver("caller", "a");
        assertThat(house.mock("helper").getReceivedCounter()).isEqualTo(1);
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
