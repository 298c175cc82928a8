package org.zapigateway.inbox;

import static org.apache.activemq.artemis.api.core.SimpleString.of;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * The embedded broker's configuration. Durability is decided here and not by error handlers: by Artemis' defaults ten
 * rollbacks without a dead-letter address delete a message silently (DESIGN section 2).
 */
final class BrokerConfiguration {
    /** The role of the gateway itself, which may do everything. */
    static final String GATEWAY = "gateway";

    /** The role of clients from outside, which may use company queues only. */
    static final String CLIENT = "client";

    /**
     * How long the journal, and the pages of a long backlog, wait for more writes before they sync. Artemis' 3.3 ms gathers
     * the writes of independent clients; here one writer has gathered them already, and waiting longer only delays each
     * answer.
     */
    private static final int SYNC_DELAY_NANOS = (int) TimeUnit.MICROSECONDS.toNanos(200);

    private static final int REJECTED_KEPT = 1_000;

    private static final int LONGEST_PAGE_BYTES = 2 << 20;

    private static final int SHORTEST_PAGE_BYTES = 64 << 10;

    /** Which part of the heap a page of the events that came in is: each subscription that is behind reads one of its own. */
    private static final int EVENT_PAGES_IN_HEAP = 512;

    /**
     * Which part of the heap a page of any other address is. The one that is written and the one that is read are held in
     * memory whole, and there may be hundreds of queues that nobody reads: one for each instance, in the night in which the
     * company's application is away. Shorter pages are more files: with a quarter of the length an event takes about a
     * tenth more processor time, while it is paged.
     */
    private static final int PAGES_IN_HEAP = 2048;

    /** How much of a queue's pages the clients who read it may have in their windows. */
    private static final int CLIENTS_READ_AHEAD_BYTES = 4 << 20;

    /**
     * How much of its pages a subscription may have read and not acknowledged. Chats that wait are held in memory with up to
     * 16 MB of their events; by Artemis' default, twice a page, nothing behind them would be read.
     */
    private static final int READ_AHEAD_BYTES = 24 << 20;

    private static final String COMPANY_DEAD_LETTERS = "DLQ";

    private final InboxSettings inbox;
    private final BrokerSettings broker;
    private final Configuration configuration = new ConfigurationImpl();

    private BrokerConfiguration(InboxSettings inbox, BrokerSettings broker) {
        this.inbox = inbox;
        this.broker = broker;
    }

    /**
     * Builds the configuration.
     *
     * @param directory where the journal lies; nothing else may write there
     * @param serverId tells brokers in one JVM apart
     * @param listens whether clients can connect from outside
     */
    static Configuration build(
            Path directory, int serverId, boolean listens, InboxSettings inbox, BrokerSettings broker) {
        BrokerConfiguration building = new BrokerConfiguration(inbox, broker);
        building.store(directory);
        building.resources();
        building.acceptors(serverId, listens);
        building.rights();
        building.settings();
        building.queues();
        return building.configuration;
    }

    private void store(Path directory) {
        configuration
                .setName("zapi-gateway")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(InboxFiles.JOURNAL_FILE_BYTES)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large-messages").toString())
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalDatasync(true)
                .setJournalBufferTimeout_NIO(SYNC_DELAY_NANOS)
                .setPageSyncTimeout(SYNC_DELAY_NANOS)
                .setPersistIDCache(true);
    }

    private void resources() {
        configuration
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                // The edge guards the disk in free bytes before each append; Artemis' guard would block instead.
                .setMaxDiskUsage(-1)
                .setGlobalMaxSize(Runtime.getRuntime().maxMemory() / 4)
                // Never end the process on a suspicion: other events may still be answered.
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG);
    }

    private void acceptors(int serverId, boolean listens) {
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of("serverId", String.valueOf(serverId)), "in-vm"));
        if (listens) {
            try {
                configuration.addAcceptorConfiguration("clients", broker.acceptor() + "?protocols=CORE,AMQP");
            } catch (Exception e) {
                throw new IllegalArgumentException("zapi.broker.acceptor '" + broker.acceptor() + "' is no address", e);
            }
        }
    }

    private void rights() {
        Role everything = new Role(GATEWAY, true, true, true, true, true, true, true, true, true, true, true, true);
        Role companyQueues =
                new Role(CLIENT, true, true, true, false, true, true, false, true, true, false, false, false);
        configuration.setSecurityEnabled(true);
        // Rights are asked for an address as it is written: a subscription to '#' would receive the inbox.
        configuration.setWildCardConfiguration(new WildcardConfiguration().setRoutingEnabled(false));
        configuration.registerBrokerPlugin(new ReservedQueueNames());
        configuration.putSecurityRoles("#", Set.of(everything, companyQueues));
        for (String closed : InboxAddresses.CLOSED_PREFIXES) {
            configuration.putSecurityRoles(closed + "#", Set.of(everything));
        }
    }

    private void settings() {
        configuration.addAddressSetting(
                "#", companyQueues().setExpiryDelay(broker.unclaimed().toMillis()));
        configuration.addAddressSetting(
                "whatsapp.chat.presence",
                companyQueues().setExpiryDelay(broker.unclaimedPresence().toMillis()));
        configuration.addAddressSetting(InboxAddresses.ALL, gatewayQueues());
        configuration.addAddressSetting(
                InboxAddresses.EVENTS,
                // For the time before the first subscription; from then on UnroutedEvents does it.
                ofManyEvents().setDeadLetterAddress(of(InboxAddresses.UNROUTED)).setSendToDLAOnNoRoute(true));
        configuration.addAddressSetting(
                KnownIds.ADDRESS,
                // Never fewer than there are, also when the window has become smaller: Artemis would delete some.
                gatewayQueues().setIDCacheSize(Math.max(KnownIds.MOST_RECORDS, inbox.duplicateWindow())));
        configuration.addAddressSetting(
                InboxAddresses.REJECTED,
                // A ring is one only in memory: what lies in pages is bounded here, or it would fill the disk.
                gatewayQueues()
                        .setPageLimitMessages((long) REJECTED_KEPT)
                        .setPageFullMessagePolicy(PageFullMessagePolicy.DROP));
        configuration.addAddressSetting(
                InboxAddresses.UNROUTED, ofManyEvents().setExpiryDelay(UnroutedEvents.KEPT.toMillis()));
    }

    /** For the two addresses that every event comes through or stays at. */
    private AddressSettings ofManyEvents() {
        return gatewayQueues()
                .setPageSizeBytes(pageBytes(EVENT_PAGES_IN_HEAP))
                .setMaxReadPageBytes(READ_AHEAD_BYTES)
                .setPrefetchPageBytes(2 * pageBytes(EVENT_PAGES_IN_HEAP));
    }

    private AddressSettings gatewayQueues() {
        return paged().setMaxDeliveryAttempts(-1)
                // Set explicitly: what is not set is inherited from '#', where messages expire.
                .setExpiryDelay(-1L)
                .setRedeliveryDelay(0)
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setIDCacheSize(0);
    }

    private AddressSettings companyQueues() {
        return paged().setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                // An auto-deleted queue forgets the ids that absorb repeats (DESIGN section 5).
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                // An AMQP client names no routing type; it means the queue.
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setDeadLetterAddress(of(COMPANY_DEAD_LETTERS));
    }

    private AddressSettings paged() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(inbox.maxMemory().toBytes())
                .setPageSizeBytes(pageBytes(PAGES_IN_HEAP))
                .setPrefetchPageBytes(pageBytes(PAGES_IN_HEAP))
                .setMaxReadPageBytes(CLIENTS_READ_AHEAD_BYTES);
    }

    private static int pageBytes(int pagesInHeap) {
        long share = Runtime.getRuntime().maxMemory() / pagesInHeap;
        return (int) Math.max(SHORTEST_PAGE_BYTES, Math.min(LONGEST_PAGE_BYTES, share));
    }

    private void queues() {
        configuration.addAddressConfiguration(
                new CoreAddressConfiguration().setName(InboxAddresses.EVENTS).addRoutingType(RoutingType.MULTICAST));
        addQueue(InboxAddresses.UNROUTED, null);
        addQueue(InboxAddresses.REJECTED, (long) REJECTED_KEPT);
        addQueue(COMPANY_DEAD_LETTERS, null);
    }

    private void addQueue(String name, Long ringSize) {
        QueueConfiguration queue = QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false);
        if (ringSize != null) {
            queue.setRingSize(ringSize);
        }
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(queue));
    }
}
