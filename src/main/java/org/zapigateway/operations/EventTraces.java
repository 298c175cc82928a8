package org.zapigateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.subscription.EventPlace;
import org.zapigateway.subscription.Outcome;

/** What was found of one event, in memory, in the queues and in the event log. Used by one thread. */
final class EventTraces {
    private final List<Happening> happenings = new ArrayList<>();
    private final List<EventPlace> places = new ArrayList<>();
    private StoredEvent event;

    void add(Happening happening) {
        happenings.add(happening);
    }

    void add(EventPlace place) {
        places.add(place);
        add(place.event());
    }

    /** Whether nothing was found. */
    boolean isEmpty() {
        return event == null && happenings.isEmpty();
    }

    /** The event itself. */
    void add(StoredEvent found) {
        event = found;
    }

    /** The event itself, if somebody has it. */
    Optional<StoredEvent> event() {
        return Optional.ofNullable(event);
    }

    /** What can be told of the event. */
    EventFacts facts() {
        return event == null ? happenings.get(0).event() : EventFacts.of(event);
    }

    /**
     * Tells it.
     *
     * @param chat the pseudonym of its chat
     * @param credential what its sender had to show
     */
    EventStory story(String chat, String credential) {
        EventFacts facts = facts();
        List<Instant> repeats = happenings.stream()
                .filter(Happening.Repeated.class::isInstance)
                .map(Happening::at)
                .toList();
        return new EventStory(
                facts.id(),
                facts.type(),
                facts.instanceId(),
                facts.instanceName(),
                chat,
                facts.messageId(),
                event == null ? null : (String) event.headers().get(EventHeaders.CONTENT_KIND),
                event == null ? null : event.occurredAt(),
                facts.receivedAt(),
                stored().map(Happening::at).orElse(null),
                credential,
                repeats.size(),
                repeats.isEmpty() ? null : repeats.get(repeats.size() - 1),
                event == null ? null : unmappedFields(),
                event != null,
                isUnrouted(),
                subscriptions().stream().map(this::delivery).toList(),
                happenings.stream().map(EventTraces::step).toList());
    }

    private Optional<Happening.Stored> stored() {
        return happenings.stream()
                .filter(Happening.Stored.class::isInstance)
                .map(Happening.Stored.class::cast)
                .findFirst();
    }

    private boolean isUnrouted() {
        return stored().map(stored -> stored.subscriptions().isEmpty())
                .orElse(places.stream().anyMatch(place -> place.subscription() == null));
    }

    private List<String> unmappedFields() {
        List<String> fields = new ArrayList<>();
        JsonNode named = OperationsJson.tree(event.body()).at("/data/unmappedFields");
        named.forEach(field -> fields.add(field.asText()));
        return fields;
    }

    private Set<String> subscriptions() {
        Set<String> names = new LinkedHashSet<>();
        stored().ifPresent(stored -> names.addAll(stored.subscriptions()));
        happenings.forEach(happening -> {
            if (happening instanceof Happening.Delivery delivery) {
                names.add(delivery.outcome().subscription());
            }
        });
        places.stream()
                .map(EventPlace::subscription)
                .filter(subscription -> subscription != null)
                .forEach(names::add);
        return names;
    }

    private EventStory.Delivery delivery(String subscription) {
        Happening.Delivery last = last(subscription);
        EventPlace place = places.stream()
                .filter(found -> subscription.equals(found.subscription()))
                .findFirst()
                .orElse(null);
        Outcome outcome = last == null ? null : last.outcome();
        boolean isDead = place != null && place.isDead();
        return new EventStory.Delivery(
                subscription,
                isDead && place.why().route() != null ? place.why().route() : outcome == null ? null : outcome.route(),
                outcome == null ? null : outcome.routeVersion(),
                state(place, outcome),
                isDead || last == null ? place == null ? null : place.since() : last.at(),
                attempts(isDead ? place.why().attempts() : outcome == null ? 0 : outcome.attempt()),
                isDead ? place.why().exceptionType() : outcome == null ? null : outcome.exceptionType(),
                isDead ? place.why().reason() : null);
    }

    /** Where it lies now says more than what was heard of it before. */
    private static String state(EventPlace place, Outcome outcome) {
        if (place != null) {
            return place.isDead() ? "dead" : "waiting";
        }
        if (outcome == null) {
            return "waiting";
        }
        return outcome.kind() == Outcome.Kind.DEAD ? "gone" : word(outcome);
    }

    private Happening.Delivery last(String subscription) {
        Happening.Delivery last = null;
        for (Happening happening : happenings) {
            if (happening instanceof Happening.Delivery delivery
                    && subscription.equals(delivery.outcome().subscription())) {
                last = delivery;
            }
        }
        return last;
    }

    private static EventStory.Step step(Happening happening) {
        if (happening instanceof Happening.Delivery delivery) {
            Outcome outcome = delivery.outcome();
            return new EventStory.Step(
                    delivery.at(),
                    word(outcome),
                    outcome.subscription(),
                    outcome.route(),
                    outcome.routeVersion(),
                    attempts(outcome.attempt()),
                    outcome.exceptionType());
        }
        boolean unrouted = happening instanceof Happening.Stored stored
                && stored.subscriptions().isEmpty();
        String what = happening instanceof Happening.Repeated ? "repeated" : unrouted ? "unrouted" : "accepted";
        return new EventStory.Step(happening.at(), what, null, null, null, null, null);
    }

    private static String word(Outcome outcome) {
        return outcome.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Integer attempts(int attempts) {
        return attempts == 0 ? null : attempts;
    }
}
