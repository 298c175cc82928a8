package org.zapigateway.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.KeptMessages;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;

/**
 * Finds an event in the queues of the inbox: where it waits for a route or for an operator. What a route holds in its
 * hands is in no queue's view. Safe for use by several threads.
 */
public final class EventSearch {
    /** How many messages of each queue are looked at: about what the broker holds in memory. */
    private static final int DEPTH = 10_000;

    /** A message may have many events: statuses, edits, reactions. */
    private static final int MOST_FOUND = 100;

    private final KeptMessages messages;
    private final SubscriptionQueues queues;

    EventSearch(KeptMessages messages, SubscriptionQueues queues) {
        this.messages = messages;
        this.queues = queues;
    }

    /**
     * Looks for the events of an id.
     *
     * @param id the id of an event, or of a message of WhatsApp
     * @throws ActiveMQException when the broker is not running
     */
    public Found find(String id) throws ActiveMQException {
        String quoted = EventFilter.quoted(id);
        String filter = EventHeaders.EVENT_ID + " = " + quoted + " OR " + EventHeaders.MESSAGE_ID + " = " + quoted;
        Search search = new Search(filter);
        for (SubscriptionFigures subscription : queues.figures()) {
            String name = subscription.name();
            search.in(InboxAddresses.subscriptionQueue(name), message -> place(name, message, null));
            search.in(InboxAddresses.deadLetterQueue(name), message -> place(name, message, DeadLetter.read(message)));
        }
        search.in(InboxAddresses.UNROUTED, message -> place(null, message, null));
        return new Found(search.places, search.partly);
    }

    private static EventPlace place(String subscription, Message message, DeadLetter why) {
        return new EventPlace(
                subscription, StoredEvent.read(message), Instant.ofEpochMilli(message.getTimestamp()), why);
    }

    /**
     * What was found.
     *
     * @param partly queues of which only the beginning was looked at
     */
    public record Found(List<EventPlace> places, List<String> partly) {}

    private final class Search {
        private final String filter;
        private final List<EventPlace> places = new ArrayList<>();
        private final List<String> partly = new ArrayList<>();

        private Search(String filter) {
            this.filter = filter;
        }

        private void in(String queue, Function<Message, EventPlace> read) throws ActiveMQException {
            boolean whole = messages.browse(queue, filter, DEPTH, message -> {
                boolean room = places.size() < MOST_FOUND;
                if (room) {
                    places.add(read.apply(message));
                }
                return room;
            });
            if (!whole) {
                partly.add(queue);
            }
        }
    }
}
