package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewRouteTest {
    @TempDir
    Path home;

    private final SpokenTerminal terminal = new SpokenTerminal();
    private Path routes;

    @BeforeEach
    void makeDirectory() throws IOException {
        routes = Files.createDirectory(home.resolve("routes"));
    }

    @Test
    void writesACommentedFileThatPassesTheCheckWithoutAWarning() throws IOException {
        assertThat(newRoute("crm", "--to", "jms:queue:crm.orders", "--types", "message.received,message.edited"))
                .isZero();

        assertThat(terminal.out()).isEqualTo("wrote " + routes.resolve("crm.camel.yaml") + "\n");
        assertThat(Files.readString(routes.resolve("crm.camel.yaml")))
                .startsWith("# crm: ")
                .contains("id: crm\n", "types: message.received,message.edited\n", "uri: jms:queue:crm.orders\n");
        SpokenTerminal checked = new SpokenTerminal();
        assertThat(checked.execute("check", routes.toString())).isZero();
        assertThat(checked.outLines()).containsExactly("-- 1 file, 0 refused, 0 warnings");
    }

    @Test
    void saysWhatDeservesAWarning() {
        assertThat(newRoute("crm", "--to", "sql:insert into crm (id) values (:#${header.evnetId})"))
                .isZero();

        assertThat(terminal.outLines())
                .containsExactly(
                        "wrote " + routes.resolve("crm.camel.yaml"),
                        "routes/crm.camel.yaml:26: warning: route 'crm' reads the header 'evnetId', which nothing sets;"
                                + " did you mean eventId?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log:crm?level=INFO&marker=it's",
                "sql:insert into crm (id, note) values (:#eventId, 'a: b # c')",
                "http://crm.example/hook"
            })
    void quotesWhatYamlWouldMisread(String target) {
        assertThat(newRoute("crm", "--to", target)).isZero();
        assertThat(new SpokenTerminal().execute("check", routes.toString())).isZero();
    }

    /** An address with a query would be asked by GET, without the event. */
    @Test
    void aServiceIsPostedTheEventWithoutItsHeaders() throws IOException {
        assertThat(newRoute("crm", "--to", "http://crm.example/hook?key=k")).isZero();

        assertThat(terminal.outLines()).containsExactly("wrote " + routes.resolve("crm.camel.yaml"));
        assertThat(Files.readString(routes.resolve("crm.camel.yaml")))
                .contains(
                        """
                    - removeHeaders:
                        pattern: "*"
                        excludePattern: Idempotency-Key
            """,
                        """
                    - to:
                        uri: 'http://crm.example/hook?key=k&httpMethod=POST'
            """);
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(routes.resolve("crm.camel.yaml"), "mine");

        assertThat(newRoute("crm", "--to", "jms:queue:crm.orders")).isEqualTo(1);

        assertThat(terminal.err()).contains(routes.resolve("crm.camel.yaml") + " exists already");
        assertThat(Files.readString(routes.resolve("crm.camel.yaml"))).isEqualTo("mine");
    }

    @Test
    void writesNothingThatWouldBeRefused() throws IOException {
        Files.writeString(
                routes.resolve("orders.camel.yaml"), RouteTemplate.fill("crm", "jms:queue:orders", "message.received"));

        assertThat(newRoute("crm", "--to", "jsm:queue:crm.orders")).isEqualTo(1);
        assertThat(terminal.err()).contains("nothing was written", "'jsm'", "did you mean jms?");
        assertThat(newRoute("crm", "--to", "jms:queue:crm.orders")).isEqualTo(1);
        assertThat(terminal.err()).contains("has an id that a route in routes/orders.camel.yaml has already");
        assertThat(newRoute("other", "--to", "jms:queue:x", "--types", "message.recieved"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("did you mean message.received?");
        assertThat(Files.list(routes)).hasSize(1);
    }

    @Test
    void aMissingDirectoryIsNamed() throws IOException {
        Files.delete(routes);

        assertThat(newRoute("crm", "--to", "jms:queue:crm.orders")).isEqualTo(1);
        assertThat(terminal.err()).contains("the routes directory " + routes + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../crm", "sales/crm", "my crm", ""})
    void aNameThatIsNoFileNameIsWrongUsage(String name) {
        assertThat(newRoute(name, "--to", "jms:queue:crm.orders")).isEqualTo(2);
        assertThat(terminal.err()).contains("NAME is '" + name + "'");
    }

    private int newRoute(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "new-route";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--dir";
        all[all.length - 1] = routes.toString();
        return terminal.execute(all);
    }
}
