package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultExchangeHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.inbox.EmbeddedBroker;

/** What strangers write is text and nothing else, also where Camel could take it for more. */
class UntrustedTextIT {
    @TempDir
    Path folder;

    /** TRAPS C18: Spring's converter opens a file of that name. */
    @Test
    void aTextIsNeverTheNameOfAFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the content of a file");
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            CamelContext camel = gateway.bean(CamelContext.class);
            for (String text :
                    new String[] {secret.toString(), secret.toUri().toString(), "classpath:application.yml"}) {
                try (InputStream in = camel.getTypeConverter().mandatoryConvertTo(InputStream.class, text)) {
                    assertThat(in.readAllBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** TRAPS C12, CVE-2026-40453: such a header would have {@code http:} call another address. */
    @Test
    void noPropertyOfAMessageSteersARoute() throws Exception {
        BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            gateway.bean(CamelContext.class).addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("jms:queue:from-outside")
                            .process(exchange ->
                                    received.add(new HashMap<>(exchange.getIn().getHeaders())));
                }
            });
            try (Connection connection = gateway.bean(EmbeddedBroker.class)
                            .connectionFactory()
                            .createConnection();
                    Session session = connection.createSession()) {
                Message message = session.createTextMessage("hello");
                message.setStringProperty("mine", "stays");
                for (String name : new String[] {"CamelHttpUri", "CAmelHttpUri", "camelHttpUri", "CAMELHTTPURI"}) {
                    message.setStringProperty(name, "http://elsewhere.example");
                }
                session.createProducer(session.createQueue("from-outside")).send(message);
            }

            assertThat(received.poll(30, TimeUnit.SECONDS))
                    .containsEntry("mine", "stays")
                    .doesNotContainValue("http://elsewhere.example");
        }
    }

    /** TRAPS C12: such an object would have set headers past the filter; another could run anything. */
    @ParameterizedTest
    @ValueSource(strings = {"jms", "amqp"})
    void noObjectOfAMessageIsMade(String scheme) throws Exception {
        BlockingQueue<Object> read = new LinkedBlockingQueue<>();
        CapturedLog log = new CapturedLog();
        int port = FreePort.find();
        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.broker.acceptor", "tcp://127.0.0.1:" + port)
                .with(
                        "camel.component.amqp.broker-url",
                        "amqp://127.0.0.1:" + port + "?jms.deserializationPolicy.allowList=*")
                .start()) {
            log.attach();
            CamelContext camel = gateway.bean(CamelContext.class);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(scheme + ":queue:from-outside?transacted=true").process(exchange -> {
                        read.add(exchange.getIn().getBody());
                        read.addAll(exchange.getIn().getHeaders().keySet());
                    });
                }
            });
            Exchange other = new DefaultExchange(camel);
            other.getIn().setBody("hello");
            other.getIn().setHeader("CamelHttpUri", "http://elsewhere.example");
            try (Connection connection = gateway.bean(EmbeddedBroker.class)
                            .connectionFactory()
                            .createConnection();
                    Session session = connection.createSession()) {
                Message message = session.createObjectMessage(DefaultExchangeHolder.marshal(other));
                message.setStringProperty("senderName", "Marina Prado");
                session.createProducer(session.createQueue("from-outside")).send(message);
            }

            await("what cannot be read is kept")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !read.isEmpty() || gateway.depth("DLQ") == 1);
            assertThat(read).isEmpty();
        } finally {
            log.detach();
        }
        assertThat(log.lines())
                .noneMatch(line -> line.contains("Marina"))
                .anyMatch(line -> line.contains("Java object"));
    }
}
