package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

/** The loader in a Camel context that Spring Boot made, with its real components. */
@SpringBootTest(
        classes = SpringBootRoutesTest.Gateway.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nobody",
            "spring.flyway.enabled=false",
            // The parts of health belong to the gateway, which is not started here.
            "management.endpoint.health.validate-group-membership=false",
            "spring.artemis.mode=native",
            "spring.artemis.broker-url=tcp://127.0.0.1:1",
            "spring.rabbitmq.port=1",
            "camel.component.amqp.broker-url=amqp://127.0.0.1:1",
            "camel.component.kafka.brokers=127.0.0.1:1",
            "queue.name=from.application",
            "host.name=x"
        })
class SpringBootRoutesTest {
    @TempDir
    Path home;

    @Autowired
    private CamelContext context;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Gateway {}

    private Path directory;

    @BeforeEach
    void makeDirectory() throws Exception {
        directory = Files.createDirectories(home.resolve("routes"));
        if (context.hasComponent("zapi") == null) {
            context.addComponent("zapi", new StubZapiComponent());
        }
    }

    @Test
    void checksOptionsWithTheRealComponentsWhileBrokerAndDatabaseAreDown() throws Exception {
        Files.writeString(directory.resolve("routes.properties"), "queue.name=from.file\n");
        Files.writeString(
                directory.resolve("jms.camel.yaml"),
                RoutesHouse.route("to-jms", "jms:queue:{{queue.name}}.{{host.name}}"));
        Files.writeString(
                directory.resolve("sql.camel.yaml"),
                RoutesHouse.route("to-sql", "'sql:insert into t (id) values (:#${header.eventId})'"));
        Files.writeString(
                directory.resolve("wrong-jms.camel.yaml"),
                RoutesHouse.route("wrong-jms", "jms:queue:x\n            parameters:\n              timeToLve: 5"));
        Files.writeString(
                directory.resolve("wrong-sql.camel.yaml"),
                RoutesHouse.route("wrong-sql", "'sql:select 1?batch=perhaps'"));

        RouteFiles files = load();

        assertThat(files.files())
                .extracting(status -> status.file() + " " + status.state())
                .containsExactly(
                        "jms.camel.yaml LOADED",
                        "sql.camel.yaml LOADED",
                        "wrong-jms.camel.yaml REFUSED",
                        "wrong-sql.camel.yaml REFUSED");
        assertThat(context.getEndpoints())
                .extracting(Object::toString)
                .anyMatch(uri -> uri.contains("jms://queue:from.file.x"));
        assertThat(files.files().get(2).errors().get(0))
                .hasToString("routes/wrong-jms.camel.yaml:10: route 'wrong-jms' has the option 'timeToLve', which jms:"
                        + " does not know; did you mean timeToLive?");
        assertThat(files.files().get(3).errors().get(0))
                .hasToString(
                        "routes/wrong-sql.camel.yaml:8: route 'wrong-sql' has a wrong value in the option 'batch' of"
                                + " sql:; it takes true or false");
    }

    @Test
    void startsRoutesToServersThatAreDown() throws Exception {
        Map<String, String> targets = Map.of(
                "amqp", "amqp:queue:orders",
                "json-validator", "json-validator:schemas/message.received.1.json",
                "kafka", "kafka:orders",
                "smtp", "smtp:127.0.0.1:1",
                "smtps", "smtps:127.0.0.1:1",
                "spring-rabbitmq", "spring-rabbitmq:orders");
        for (Map.Entry<String, String> target : targets.entrySet()) {
            Files.writeString(
                    directory.resolve(target.getKey() + ".camel.yaml"),
                    RoutesHouse.route(target.getKey(), target.getValue()));
        }

        RouteFiles files = load();

        assertThat(files.files())
                .hasSize(targets.size())
                .extracting(status -> status.state() + " " + status.errors() + status.warnings())
                .containsOnly("LOADED [][]");
    }

    private RouteFiles load() {
        RouteLoader loader = new RouteLoader(
                (ModelCamelContext) context,
                new RoutesSettings(directory, true, List.of(), List.of(), List.of()),
                home.resolve("last-good"),
                SwitchedOffSchemes.none());
        loader.start();
        loader.stop();
        return loader.files();
    }
}
