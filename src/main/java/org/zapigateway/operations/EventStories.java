package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.store.EventLog;
import org.zapigateway.store.MessageState;
import org.zapigateway.store.StateTables;
import org.zapigateway.subscription.EventPlace;
import org.zapigateway.subscription.EventSearch;
import org.zapigateway.webhook.InstanceSettings;

/**
 * Tells the whole story of an event from all that the gateway has of it: what it remembers, the queues of the inbox, and
 * the tables. One question after the other, because each reads queues.
 */
@Component
@ConditionalOnProperty(name = "zapi.console.enabled", matchIfMissing = true)
class EventStories {
    private static final int MOST_OF_LOG = 20;
    private static final int LONGEST_ID = 1_024;

    private final RecentHappenings recent;
    private final EventSearch queues;
    private final EventLog log;
    private final StateTables tables;
    private final Tail tail;
    private final String credential;

    EventStories(
            EventWatch watch,
            EventSearch queues,
            ObjectProvider<EventLog> log,
            ObjectProvider<StateTables> tables,
            Tail tail,
            List<InstanceSettings> instances) {
        this.recent = watch.recent();
        this.queues = queues;
        this.log = log.getIfAvailable();
        this.tables = tables.getIfAvailable();
        this.tail = tail;
        this.credential = instances.isEmpty() ? "none" : "right";
    }

    /**
     * What is known of the events of an id.
     *
     * @param id of an event, or of a message
     * @throws IllegalArgumentException when it can be neither
     */
    synchronized Answer find(String id) {
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("'id' must be the id of an event or of a message");
        }
        Findings found = new Findings();
        recent.of(id).forEach(happening -> found.of(happening.event().id()).add(happening));
        List<String> partly = searchQueues(id, found);
        String tablesRead = searchTables(id, found);
        List<EventStory> events = found.traces.values().stream()
                .map(traces -> traces.story(tail.chat(traces.facts()), credential))
                .toList();
        return new Answer(id, events, found.messages, recent.since(), partly, tablesRead);
    }

    /** An event itself; empty when nobody has it any more. */
    synchronized Optional<StoredEvent> payload(String eventId) {
        Findings found = new Findings();
        searchQueues(eventId, found);
        searchTables(eventId, found);
        return Optional.ofNullable(found.traces.get(eventId)).flatMap(EventTraces::event);
    }

    private List<String> searchQueues(String id, Findings found) {
        try {
            EventSearch.Found inQueues = queues.find(id);
            for (EventPlace place : inQueues.places()) {
                found.of(place.event().id()).add(place);
            }
            return inQueues.partly();
        } catch (ActiveMQException e) {
            return List.of("all of them: the inbox does not answer now");
        }
    }

    private String searchTables(String id, Findings found) {
        if (log == null) {
            return "off";
        }
        try {
            log.find(id).ifPresent(json -> found.add(id, json));
            for (String eventId : log.ofMessage(id, MOST_OF_LOG)) {
                log.find(eventId).ifPresent(json -> found.add(eventId, json));
            }
            // Of an event that is only remembered the log is asked by its message too.
            for (String eventId : List.copyOf(found.traces.keySet())) {
                if (found.of(eventId).event().isEmpty()) {
                    log.find(eventId).ifPresent(json -> found.add(eventId, json));
                }
            }
            found.messages = messages(id, found);
            return "read";
        } catch (DataAccessException e) {
            return "unreadable";
        }
    }

    private List<MessageState> messages(String id, Findings found) {
        String messageId = found.traces.values().stream()
                .map(traces -> traces.facts().messageId())
                .filter(known -> known != null)
                .findFirst()
                .orElse(id);
        return tables.messages(messageId);
    }

    /**
     * The answer to {@code GET /console/events?id=…}.
     *
     * @param messages how the message stands, from the tables
     * @param rememberedSince what happened before is only known as far as a queue or a table shows it
     * @param partly the queues of which only the beginning was looked at
     * @param tables {@code read}; {@code off}: there is no database; {@code unreadable}: it does not answer now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String id,
            List<EventStory> events,
            List<MessageState> messages,
            Instant rememberedSince,
            List<String> partly,
            String tables) {}

    private static final class Findings {
        private final Map<String, EventTraces> traces = new LinkedHashMap<>();
        private List<MessageState> messages = List.of();

        private EventTraces of(String eventId) {
            return traces.computeIfAbsent(eventId, first -> new EventTraces());
        }

        private void add(String eventId, String json) {
            try {
                of(eventId).add(StoredEvent.parse(json));
            } catch (IllegalArgumentException e) {
                // A row that the gateway did not write: of no event there is nothing to tell.
                traces.values().removeIf(EventTraces::isEmpty);
            }
        }
    }
}
