package org.zapigateway.bench.tool;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;

/** A broker of the company's own: {@code Broker URL DIRECTORY}. Persistent, every send synced. */
public final class Broker {

    public static void main(String[] args) throws Exception {
        new ActiveMQServerImpl(new ConfigurationImpl()
                        .setSecurityEnabled(false)
                        .setJMXManagementEnabled(false)
                        .setMaxDiskUsage(-1)
                        .setJournalDirectory(args[1] + "/journal")
                        .setBindingsDirectory(args[1] + "/bindings")
                        .setPagingDirectory(args[1] + "/paging")
                        .setLargeMessagesDirectory(args[1] + "/large-messages")
                        .addAcceptorConfiguration("tcp", args[0]))
                .start();
    }
}
