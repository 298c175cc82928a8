package org.zapigateway.examples;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.zapigateway.FreePort;

/** A real broker that speaks RabbitMQ's protocol, AMQP 0-9-1, in this JVM. It is Qpid Broker-J, not RabbitMQ. */
final class Amqp091Server implements AutoCloseable {
    /** Its only virtual host. */
    static final String HOST = "company";

    private static final String CONFIGURATION =
            """
            {
              "name": "company",
              "modelVersion": "9.0",
              "authenticationproviders": [{
                "name": "users", "type": "Plain", "secureOnlyMechanisms": [],
                "users": [{"name": "guest", "type": "managed", "password": "guest"}]
              }],
              "ports": [{
                "name": "clients", "bindingAddress": "127.0.0.1", "port": "%d",
                "protocols": ["AMQP_0_9_1"], "authenticationProvider": "users",
                "virtualhostaliases": [{"name": "names", "type": "nameAlias"}]
              }],
              "virtualhostnodes": [{
                "name": "company", "type": "Memory", "defaultVirtualHostNode": "true",
                "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"
              }]
            }
            """;

    private final int port = FreePort.find();
    private final SystemLauncher server = new SystemLauncher();

    Amqp091Server(Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("broker.json"), CONFIGURATION.formatted(port));
        server.startup(Map.of(
                "type",
                "Memory",
                "initialConfigurationLocation",
                file.toString(),
                "startupLoggedToSystemOut",
                "false",
                "context",
                Map.of("qpid.work_dir", directory.toString())));
    }

    int port() {
        return port;
    }

    Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(HOST);
        return factory.newConnection();
    }

    /** Makes a topic exchange and a queue, and binds them. */
    void bind(String queue, String exchange, String routingKey) throws Exception {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(exchange, "topic", true);
            channel.queueDeclare(queue, true, false, false, null);
            channel.queueBind(queue, exchange, routingKey);
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
