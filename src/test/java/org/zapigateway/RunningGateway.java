package org.zapigateway;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.GatewayLogin;
import org.zapigateway.inbox.InboxHouse;
import org.zapigateway.inbox.SubscriptionQueues;

/** The whole gateway in this JVM, of real parts, on free ports, with one route that sends every event to a queue. */
public final class RunningGateway implements AutoCloseable {
    /** The queue that every event goes to. */
    public static final String QUEUE = "test.events";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A gateway whose data and routes lie in a folder; it has no instance, so it runs open, and no database. */
    public static Setup in(Path folder) {
        return new Setup(folder);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Its database, when the tables are there: a gateway takes events before. */
    public JdbcTemplate database() {
        JdbcTemplate database = bean(JdbcTemplate.class);
        Awaitility.await("the tables of the gateway")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(TransientDataAccessException.class)
                .until(() -> database.queryForList("select event_id from whatsapp_event") != null);
        return database;
    }

    public WebServer webServer() {
        return ((ServletWebServerApplicationContext) context).getWebServer();
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /**
     * Posts JSON.
     *
     * @param path the path and query
     * @param headers names and values, alternating
     */
    public HttpResponse<String> post(String path, String body, String... headers) {
        return post(port(), path, body, headers);
    }

    public static HttpResponse<String> post(int port, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public static HttpResponse<String> get(int port, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many messages lie in a queue of the embedded broker. */
    public long depth(String queue) {
        return InboxHouse.depth(bean(EmbeddedBroker.class), bean(SubscriptionQueues.class), queue);
    }

    /** Takes all that lies in a queue, as bytes. */
    public List<byte[]> drain(String queue) throws JMSException {
        List<byte[]> bodies = new ArrayList<>();
        try (Connection connection = GatewayLogin.of(bean(EmbeddedBroker.class)).createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            // An immediate receive asks the broker, so it is exact: nothing that lay there is missed.
            for (Message message = consumer.receiveNoWait(); message != null; message = consumer.receiveNoWait()) {
                bodies.add(body(message));
            }
        }
        return bodies;
    }

    /** A property of each message in a queue, in order; they stay there. */
    public List<String> property(String queue, String name) throws JMSException {
        List<String> values = new ArrayList<>();
        try (Connection connection = GatewayLogin.of(bean(EmbeddedBroker.class)).createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Enumeration<?> messages =
                    session.createBrowser(session.createQueue(queue)).getEnumeration();
            connection.start();
            while (messages.hasMoreElements()) {
                values.add(((Message) messages.nextElement()).getStringProperty(name));
            }
        }
        return values;
    }

    private static byte[] body(Message message) throws JMSException {
        if (message instanceof BytesMessage binary) {
            byte[] bytes = new byte[(int) binary.getBodyLength()];
            binary.readBytes(bytes);
            return bytes;
        }
        return message.getBody(String.class).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
    }

    /** A route file whose events all fail with an exception of a type, at their first attempt. */
    public static String failing(String id, String types, String exceptionType, String message) {
        return """
                - route:
                    id: %s
                    description: Fails
                    from:
                      uri: zapi:events
                      parameters:
                        types: %s
                        maxAttempts: 1
                      steps:
                        - throwException:
                            exceptionType: %s
                            message: "%s"
                """
                .formatted(id, types, exceptionType, message);
    }

    /** What a gateway is started with. */
    public static final class Setup {
        private final Path folder;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<ApplicationListener<?>> listeners = new ArrayList<>();
        private final List<ApplicationContextInitializer<GenericApplicationContext>> initializers = new ArrayList<>();

        private Setup(Path folder) {
            this.folder = folder;
            with("server.port", "0");
            with("management.server.port", "0");
            // The client of this class keeps its connections; not each test should wait for them.
            with("zapi.webhook.drain-timeout", "0s");
            with("zapi.data-dir", folder.resolve("data").toString());
            with("zapi.routes.directory", folder.resolve("routes").toString());
            with("zapi.routes.reload", "false");
            with("zapi.broker.acceptor", "");
            with("zapi.database.enabled", "false");
            route("all-to-queue", "jms:queue:" + QUEUE);
            initializers.add(Setup::keepTestsOut);
        }

        public Setup with(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** Takes a setting back, so that its default holds. */
        public Setup without(String key) {
            settings.remove(key);
            return this;
        }

        /** Adds an instance, the next in the list. */
        public Setup instance(int index, String id, String token, String webhookKey) {
            return with("zapi.instances[" + index + "].id", id)
                    .with("zapi.instances[" + index + "].token", token)
                    .with("zapi.instances[" + index + "].webhook-key", webhookKey);
        }

        /** Adds a route from all events to an endpoint. */
        public Setup route(String id, String uri) {
            return routeFile(
                    id,
                    """
                    - route:
                        id: %s
                        description: All events go to one place
                        from:
                          uri: zapi:events
                          parameters:
                            maxAttempts: 1
                          steps:
                            - to:
                                uri: "%s"
                    """
                            .formatted(id, uri));
        }

        public Setup routeFile(String name, String yaml) {
            try {
                Files.createDirectories(folder.resolve("routes"));
                Files.writeString(folder.resolve("routes").resolve(name + ".camel.yaml"), yaml);
                return this;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        /** Has something run with the port as soon as it is open, long before the gateway is ready. */
        public Setup whenPortOpens(java.util.function.IntConsumer action) {
            ApplicationListener<ServletWebServerInitializedEvent> listener = event -> {
                if (event.getApplicationContext().getServerNamespace() == null) {
                    action.accept(event.getWebServer().getPort());
                }
            };
            return listener(listener);
        }

        public Setup listener(ApplicationListener<?> listener) {
            listeners.add(listener);
            return this;
        }

        public Setup initializer(ApplicationContextInitializer<GenericApplicationContext> initializer) {
            initializers.add(initializer);
            return this;
        }

        public RunningGateway start() {
            SpringApplication application = ZapiGateway.application();
            application.setRegisterShutdownHook(false);
            listeners.forEach(application::addListeners);
            initializers.forEach(application::addInitializers);
            return new RunningGateway(application.run(settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
        }

        /** The scan for components would find the configurations of other tests too. */
        private static void keepTestsOut(GenericApplicationContext context) {
            if (context.getParent() == null) {
                context.getBeanFactory().registerSingleton("noTests", new NoTests());
            }
        }
    }

    private static final class NoTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoTests;
        }

        @Override
        public int hashCode() {
            return NoTests.class.hashCode();
        }
    }
}
