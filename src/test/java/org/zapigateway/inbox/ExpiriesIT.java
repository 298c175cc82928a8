package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that waited too long are counted, also over a start of the broker. */
class ExpiriesIT {
    @TempDir
    Path directory;

    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
        house.broker.server().createQueue(QueueConfiguration.of("orders"));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void thoseOfTheCompanyAndTheUnroutedApart() throws Exception {
        send("orders");
        send("orders");
        house.append(Events.text("a"));
        expireAll("orders");
        await().untilAsserted(() -> assertThat(house.broker.expiredMessages()).isEqualTo(2));
        assertThat(house.broker.expiredUnrouted()).isZero();

        house.broker.stop();
        house.broker.start();
        expireAll(InboxAddresses.UNROUTED);
        await().untilAsserted(() -> assertThat(house.broker.expiredUnrouted()).isEqualTo(1));
        assertThat(house.broker.expiredMessages()).isEqualTo(2);
    }

    private void send(String queue) throws Exception {
        try (ServerLocator locator = house.broker.locator();
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(
                        BrokerConfiguration.GATEWAY, house.broker.password(), false, true, true, false, 0)) {
            session.createProducer(queue).send(session.createMessage(true));
        }
    }

    /** As the broker does with those whose time is over. */
    private void expireAll(String queue) throws Exception {
        house.depth(queue);
        house.broker.server().locateQueue(queue).expireReferences((Filter) null);
    }
}
