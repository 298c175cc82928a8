package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;

/** By {@code jms:} a route reaches the company's queues in the embedded broker, and none of the gateway's. */
class RouteRightsIT {
    private static final String OTHER = InboxAddresses.subscriptionQueue("other");

    @TempDir
    Path directory;

    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        house = GatewayHouse.open(directory);
        house.inbox.queues.ensure("other", null);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topic:zapi.events",
                "queue:zapi.events::zapi.subscription.other",
                "queue:crm::zapi.subscription.other",
                "queue:zapi.unrouted",
                "queue:activemq.management"
            })
    void nothingIsSentToTheGateway(String name) throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=1")
                        .routeId("crm")
                        .setHeader("CamelJmsDestinationName", constant(name.replaceFirst(".*?:", "")))
                        .to("jms:" + name.replaceFirst(":.*", ":x"));
                from("direct:outside-of-a-lane")
                        .setHeader("CamelJmsDestinationName", constant(name.replaceFirst(".*?:", "")))
                        .to("jms:" + name.replaceFirst(":.*", ":x"));
            }
        });
        house.inbox.append(Events.text("a"));
        await().until(() -> house.depth(InboxAddresses.deadLetterQueue("crm")) == 1);

        // The broker says nothing when the address is the company's and only the queue is not.
        house.camel
                .createFluentProducerTemplate()
                .to("direct:outside-of-a-lane")
                .withBody("evil")
                .send();

        assertThat(house.depth(OTHER)).isEqualTo(1);
        assertThat(house.depth(InboxAddresses.UNROUTED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zapi.subscription.other", "zapi.events::zapi.subscription.other", "activemq.management"})
    void nothingIsTakenFromTheGateway(String name) {
        assertThatThrownBy(() -> house.routes(route("thief", "jms:queue:" + name, "jms:queue:stolen")))
                .hasStackTraceContaining(
                        "names that begin with zapi., activemq. or $sys. belong to the gateway and the broker itself");
    }

    /** Camel answers to where a message asks for it; a client that has no rights on the inbox must not borrow them. */
    @Test
    void noReplyReachesTheGateway() throws Exception {
        house.routes(route("crm", "jms:queue:company", "jms:queue:done?exchangePattern=InOnly"));

        send("company", Map.of("topic", InboxAddresses.EVENTS));
        send("company", Map.of("queue", "answers"));

        await().until(() -> house.depth("answers") == 1);
        assertThat(house.depth(OTHER)).isZero();
    }

    private void send(String queue, Map<String, String> replyTo) {
        try (JMSContext client = house.inbox.broker.connectionFactory().createContext()) {
            var producer = client.createProducer();
            replyTo.forEach((kind, name) ->
                    producer.setJMSReplyTo(kind.equals("topic") ? client.createTopic(name) : client.createQueue(name)));
            producer.send(client.createQueue(queue), "text");
        }
    }

    private static RouteBuilder route(String id, String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to(to);
            }
        };
    }
}
