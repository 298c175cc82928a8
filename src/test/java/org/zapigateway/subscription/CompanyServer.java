package org.zapigateway.subscription;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.zapigateway.FreePort;

/** A second, real Artemis behind TCP, as a company has it; it can be stopped and started again. */
public final class CompanyServer implements AutoCloseable {
    private final Path directory;
    private final int port;
    private ActiveMQServerImpl server;

    private CompanyServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static CompanyServer start(Path directory) throws Exception {
        CompanyServer company = new CompanyServer(directory, FreePort.find());
        company.start();
        return company;
    }

    void start() throws Exception {
        server = new ActiveMQServerImpl(configuration(directory, url()));
        server.start();
        server.waitForActivation(1, TimeUnit.MINUTES);
    }

    /** How such a broker is set up, in whatever process it runs. */
    public static Configuration configuration(Path directory, String url) throws Exception {
        return new ConfigurationImpl()
                .setName("company")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .addAcceptorConfiguration("clients", url);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    void stop() throws Exception {
        server.stop();
    }

    /** As the gateway sees it. */
    ExternalCompanyBroker broker() {
        return new ExternalCompanyBroker(url(), null, null);
    }

    /** How many messages lie in a queue; 0 when there is none. */
    long depth(String name) {
        Queue queue = server.locateQueue(name);
        return queue == null ? 0 : queue.getMessageCount();
    }

    /** A string property of each message in a queue, in order. */
    List<String> properties(String queue, String property) {
        List<String> values = new ArrayList<>();
        try (var messages = server.locateQueue(queue).browserIterator()) {
            messages.forEachRemaining(
                    reference -> values.add(reference.getMessage().getStringProperty(property)));
        }
        return values;
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
