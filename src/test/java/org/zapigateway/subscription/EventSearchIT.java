package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.InboxHouse;
import org.zapigateway.inbox.KeptMessages;

/** Looking for the events of a message that has many. */
class EventSearchIT {
    @TempDir
    Path directory;

    private InboxHouse house;
    private EventSearch search;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
        house.queues.ensure("crm", null);
        house.queues.ensure("erp", null);
        search = new EventSearch(new KeptMessages(house.broker), house.queues);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void whatIsFoundWholeIsToldAsWhole() throws Exception {
        append(50);

        EventSearch.Found found = search.find("MESSAGE");
        assertThat(found.places()).hasSize(100);
        assertThat(found.partly()).isEmpty();
    }

    @Test
    void moreThanAHundredAreToldAsAPart() throws Exception {
        append(120);

        EventSearch.Found found = search.find("MESSAGE");
        assertThat(found.places()).hasSize(100);
        assertThat(found.partly())
                .containsExactlyInAnyOrder(
                        InboxAddresses.subscriptionQueue("crm"), InboxAddresses.subscriptionQueue("erp"));
    }

    private void append(int events) throws Exception {
        house.append(IntStream.range(0, events)
                .mapToObj(i -> Events.withMessageId("e" + i, "MESSAGE"))
                .toArray(CanonicalEvent[]::new));
    }
}
