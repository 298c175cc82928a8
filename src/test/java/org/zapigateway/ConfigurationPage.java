package org.zapigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code docs/configuration.md}, made of the metadata that the compiler makes of the settings and their Javadoc. */
final class ConfigurationPage {
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    private static final String HEAD =
            """
            # Configuration

            Generated from the settings; to make it: `./mvnw test -Dtest=ConfigurationPageTest -Dgenerate`

            A setting stands in `application.yml` where the gateway is started, in the environment, or on the command line, which overrides
            the environment, as that does the file. `zapi.data-dir` is `ZAPI_DATADIR` in the environment and `--zapi.data-dir=…` on the command
            line; an entry of a list is `ZAPI_INSTANCES_0_TOKEN` and `--zapi.instances[0].token=…`. An unknown `zapi.*` key stops the
            start and is named; Spring Boot does not check the environment for unknown ones.
            """;

    private static final String INSTANCES =
            """

            ## zapi.instances[n]

            | key | meaning |
            |---|---|
            | `.id` | Z-API's id of the instance, as in its panel |
            | `.name` | a name for filters (`instance: sales`), metrics and people |
            | `.token` | the instance's token, which Z-API sends as the header `z-api-token`; a list, so that two are valid during a rotation |
            | `.webhook-key` | a secret of yours in the webhook's URL, `?key=…`; a list, too. An instance needs a token or a key |
            | `.client-token` | the account's token, for `register-webhooks` |
            """;

    private static final String OTHERS =
            """

            ## Others that matter

            | key | default | meaning |
            |---|---|---|
            | `server.port`, `server.address` | `8080`, all addresses (without an instance: this machine only) | the edge |
            | `server.ssl.bundle`, `spring.ssl.bundle.pem.*` | | a certificate for the edge ([how](operations.md#let-z-api-in)) |
            | `management.server.port`, `management.server.address` | `8081`, `127.0.0.1` | the operations port |
            | `spring.artemis.broker-url`, `.user`, `.password` | | your broker for `jms:`; without it the embedded one |
            | `spring.datasource.url`, `.username`, `.password` | H2 in the data directory | your PostgreSQL |
            | `spring.datasource.hikari.maximum-pool-size` | `50` | connections to it at most; more than the `concurrency` of all routes with `sql:` together ([why](operations.md#connections-to-the-database)) |
            | `spring.profiles.active` | | `json-logs`: each line of the log is JSON ([more](operations.md#logs)) |
            | `logging.level.*` | | as in every Spring Boot application |
            """;

    private ConfigurationPage() {}

    static String text() throws IOException {
        Map<String, List<JsonNode>> groups = new TreeMap<>();
        for (JsonNode setting : metadata().path("properties")) {
            String name = setting.path("name").asText();
            if (name.startsWith("zapi.") && !name.equals("zapi.instances")) {
                int last = name.lastIndexOf('.');
                groups.computeIfAbsent(name.substring(0, last), group -> new ArrayList<>())
                        .add(setting);
            }
        }
        StringBuilder page = new StringBuilder(HEAD);
        groups.forEach((group, settings) -> {
            page.append("\n## ").append(group).append("\n\n| key | default | meaning |\n|---|---|---|\n");
            settings.forEach(setting -> page.append(row(setting)));
            if (group.equals("zapi")) {
                page.append(INSTANCES);
            }
        });
        return page.append(OTHERS).toString();
    }

    private static String row(JsonNode setting) {
        String standard = standard(setting);
        return "| `%s` | %s | %s |\n"
                .formatted(
                        setting.path("name").asText(),
                        standard,
                        meaning(setting.path("description").asText()));
    }

    private static String standard(JsonNode setting) {
        String value = setting.path("defaultValue").asText("");
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    /** Javadoc, for people who read neither code nor our design. */
    private static String meaning(String description) {
        if (description.isBlank()) {
            throw new IllegalStateException("a setting has no @param: its meaning would be missing on the page");
        }
        return description
                .replaceAll("\\{@code null}", "not set")
                .replaceAll("\\{@code ((?:\\{\\{[^}]*}}|[^}])*)}", "`$1`")
                .replaceAll(" \\((?:FACTS|TRAPS|DESIGN)[^)]*\\)", "")
                .replace("|", "\\|");
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream in = ConfigurationPage.class.getResourceAsStream(METADATA)) {
            return new JsonMapper().readTree(in);
        }
    }
}
