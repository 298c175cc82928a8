package org.zapigateway.operations;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.subscription.Subscriptions;

/** Hears what happens to events, for the console; without a console nobody does. */
@Component
@ConditionalOnProperty(name = "zapi.console.enabled", matchIfMissing = true)
class EventWatch {
    private final RecentHappenings recent = new RecentHappenings();
    private final EventCounts counts = new EventCounts();

    EventWatch(Inbox inbox, Subscriptions subscriptions) {
        inbox.addListener(recent);
        inbox.addListener(counts);
        subscriptions.addListener(recent);
    }

    RecentHappenings recent() {
        return recent;
    }

    EventCounts counts() {
        return counts;
    }

    @Scheduled(fixedDelay = EventCounts.SECONDS, timeUnit = TimeUnit.SECONDS)
    void tick() {
        counts.tick();
    }
}
