package org.zapigateway.operations;

import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.subscription.DeadLetters;

/** How everything stands that the console shows all the time. */
@Component
@ConditionalOnProperty(name = "zapi.console.enabled", matchIfMissing = true)
class ConsoleState {
    private final Inbox inbox;
    private final EventWatch watch;
    private final SubscriptionsEndpoint subscriptions;
    private final RoutesEndpoint routes;
    private final DeadLetters deadLetters;

    ConsoleState(
            Inbox inbox,
            EventWatch watch,
            SubscriptionsEndpoint subscriptions,
            RoutesEndpoint routes,
            DeadLetters deadLetters) {
        this.inbox = inbox;
        this.watch = watch;
        this.subscriptions = subscriptions;
        this.routes = routes;
        this.deadLetters = deadLetters;
    }

    Answer now() {
        return new Answer(
                Instant.now(),
                inbox.stored(),
                inbox.repeated(),
                EventCounts.SECONDS,
                watch.counts().series(),
                subscriptions.subscriptions().subscriptions(),
                routes.routes(),
                DeadLettersEndpoint.answer(deadLetters.queues()).queues());
    }

    /**
     * What is sent to the page.
     *
     * @param at when it was so, by the clock of the gateway
     * @param stored events since the start of the gateway, as {@code repeated}
     * @param intervalSeconds how long an interval of the counts is
     */
    record Answer(
            Instant at,
            long stored,
            long repeated,
            int intervalSeconds,
            List<EventCounts.Series> counts,
            List<SubscriptionsEndpoint.Row> subscriptions,
            RoutesEndpoint.Answer routes,
            List<DeadLettersEndpoint.Row> deadLetters) {}
}
