package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that is computed for each event, and events that bring more than a part of it. */
class ComputedAddressTest {
    private static final AtomicInteger MADE = new AtomicInteger();

    @TempDir
    Path home;

    private RoutesHouse house;

    /** A class whose constructor does something. */
    public static final class Made {
        public Made() {
            MADE.incrementAndGet();
        }
    }

    @BeforeEach
    void open() throws Exception {
        MADE.set(0);
        house = new RoutesHouse(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anEventFillsInAPart() throws Exception {
        load("sink:${body}");

        house.zapi.deliver("crm", "orders");
        assertThat(house.sink.count("orders")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jms:queue:${body}                     | x?transactionManager=#class:CLASS    | brings an option",
                "jms:queue:x?transactionManager=${body}| #class:CLASS                         | brings a class",
                "jms:queue:x?transactionManager=${body}| #class:CLASS&transactionManager=x    | brings an option",
                "jms:queue:x?transactionManager=${body}| RAW(#class:CLASS)                    | brings a class",
                "jms:queue:x?transactionManager=${body}| %23class:CLASS                       | brings a class",
                "jms:queue:x?clientId=RAW(${body})     | y)&transactionManager=#class:CLASS   | brings an option",
                "jms:queue:${body}                     | {{java.home}}                        | brings a placeholder",
                "jms:queue:x?clientId=${body}          | %7B%7Bjava.home%7D%7D                | brings a placeholder",
                "smtp:host?to=a@b&subject=${body}      | x&to=me@example.com                  | brings an option",
                "smtp:host?to=a@b&subject=${body}      | %26to%3Dme@example.com               | brings an option",
                "smtp:host?to=RAW(a@b)&subject=${body} | x&to=RAW(me@example.com)             | brings an option",
                "{{scheme}}:queue:${body}              | x?deliveryMode=1                     | brings an option",
                // In the place of an option that stands there.
                "jms:queue:${body}?clientId=mine       | x?clientId=yours                     | brings an option",
                "jms:queue:${body}?clientId=mine       | x%3FclientId=yours                   | brings an option",
                "jms:queue:${body}?clientId=${body}    | x?clientId=yours                     | brings an option",
                "jms:queue:${body}?clientId=mine       | x?selector=RAW(                      | brings an option",
                "jms:queue:x?clientId=${body}&selector=RAW(${header.eventType}) | y&selector=RAW(z  | brings an option",
                "jms:queue:x?clientId=${body}&selector=RAW(${header.eventType}) | y%26selector=RAW(z| brings an option",
                "jms:queue:x?clientId=${body}&selector=RAW(${header.eventType}) | RAW(z             | brings an option",
                "jms:queue:x?clientId=RAW(${body})&selector=RAW(${header.eventType}) | y)&selector=RAW(z | brings an option",
                "http://host/contacts/${body}          | ../../admin                          | brings a way up",
                "http://host/contacts/${body}          | %2e%2e/admin                         | brings a way up",
                "http://host/contacts/${body}?key=mine | a/../..                              | brings a way up",
            })
    void andNoMore(String address, String body, String refusal) {
        System.setProperty("scheme", "jms");
        load(address);

        String event = body.replace("CLASS", Made.class.getName());
        assertThatThrownBy(() -> house.zapi.deliver("crm", event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(refusal)
                .hasMessageNotContaining(event);
        assertThat(MADE).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "a=b", "a/b", "a..b", "RAW", "x)"})
    void whatCutsNothingIsPartOfAPath(String body) throws Exception {
        load("sink:${body}");

        house.zapi.deliver("crm", body);
        assertThat(house.sink.count(body)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "Tudo bem?", "a=b", "../a", "RAW", "x)", "50 %", "#1"})
    void orOfAnOption(String body) {
        load("log:x?marker=${body}&level=DEBUG");

        assertThatCode(() -> house.zapi.deliver("crm", body)).doesNotThrowAnyException();
    }

    /** By itself, file: gets the name as the route file has it; so it evaluates what the event brings. */
    @Test
    void anExpressionIsNotEvaluatedForTheEvent() throws Exception {
        house.allowOnly(List.of("mock"), List.of(home));
        load("{uri: 'file:%s?fileName=${body}', allowOptimisedComponents: false}".formatted(home.resolve("archive")));

        house.zapi.deliver("crm", "orders.json");
        assertThatThrownBy(() -> house.zapi.deliver("crm", "${sys.java.specification.version}"))
                .hasMessageContaining("brings an expression");
        assertThat(home.resolve("archive").toFile().list()).containsExactly("orders.json");
    }

    @Test
    void ofAWireTapAsWell() throws Exception {
        house.start();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .wireTap("jms:queue:${body}")
                            .executorService(new SynchronousExecutorService())
                            .id("tap");
                }
            });
            context.start();
            Exchange sent = context.createFluentProducerTemplate()
                    .to("direct:in")
                    .withBody("x?transactionManager=#class:" + Made.class.getName())
                    .send();
            assertThat(sent.getException()).isNull();
            assertThat(MADE).hasValue(0);
        }
    }

    private void load(String address) {
        house.write(
                "crm.camel.yaml",
                """
                - route:
                    id: crm
                    description: One place
                    from:
                      uri: zapi:events
                      steps:
                        - toD: %s
                """
                        .formatted(address.startsWith("{uri:") ? address : '"' + address + '"'));
        house.start();
        assertThat(house.status("crm.camel.yaml").state())
                .as(() -> house.findings("crm.camel.yaml") + "")
                .isEqualTo(RouteFileState.LOADED);
    }
}
