package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker is looked at while each event leaves its queue as soon as it is there. */
class ComingAndGoingIT {
    private static final int EVENTS = 2_000;
    private static final String QUEUE = InboxAddresses.subscriptionQueue("first");

    @TempDir
    Path directory;

    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
        house.queues.ensure("first", null);
        new EventFeed(house.broker, "first", event -> true, Optional::empty).open();
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void figuresAreToldOfAQueueThatBecomesEmptyMeanwhile() throws Exception {
        whileEventsComeAndGo(() -> house.queues.figures());
    }

    @Test
    void aQueueIsWalkedThatBecomesEmptyMeanwhile() throws Exception {
        KeptMessages messages = new KeptMessages(house.broker);

        whileEventsComeAndGo(() -> messages.count(QUEUE, null));
    }

    private void whileEventsComeAndGo(Callable<?> look) throws Exception {
        List<FutureTask<Long>> appends = new ArrayList<>();
        for (int chat = 0; chat < 4; chat++) {
            String name = "e" + chat + "-";
            FutureTask<Long> append = new FutureTask<>(() -> {
                for (int i = 0; i < EVENTS / 4; i++) {
                    house.append(Events.text(name + i));
                }
                return (long) EVENTS / 4;
            });
            appends.add(append);
            new Thread(append, "append-" + chat).start();
        }
        while (!appends.stream().allMatch(FutureTask::isDone)) {
            look.call();
        }
        for (FutureTask<Long> append : appends) {
            append.get();
        }
        assertThat(house.inbox.stored()).isEqualTo(EVENTS);
    }
}
