package org.zapigateway.bench.tool;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * A broker of the company's own, for JMS and AMQP clients: {@code Broker URL DIRECTORY}. Persistent, every send synced to a
 * NIO journal, as the embedded brokers do it. A queue stays when it is empty, as those of a company do.
 */
public final class Broker {

    public static void main(String[] args) throws Exception {
        new ActiveMQServerImpl(new ConfigurationImpl()
                        .setSecurityEnabled(false)
                        .setJMXManagementEnabled(false)
                        .setMaxDiskUsage(-1)
                        .setJournalType(JournalType.NIO)
                        .addAddressSetting(
                                "#",
                                new AddressSettings().setAutoDeleteQueues(false).setAutoDeleteAddresses(false))
                        .setJournalDirectory(args[1] + "/journal")
                        .setBindingsDirectory(args[1] + "/bindings")
                        .setPagingDirectory(args[1] + "/paging")
                        .setLargeMessagesDirectory(args[1] + "/large-messages")
                        .addAcceptorConfiguration("tcp", args[0]))
                .start();
    }
}
