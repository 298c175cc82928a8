package org.zapigateway.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventType;

/**
 * Counts the accepted payloads with fields that the gateway does not know, so that it is seen when Z-API changes what it
 * sends. Thread-safe.
 */
public final class UnmappedFields implements AcceptanceListener {
    /** Counts what has no series of its own. */
    static final String OTHER = "other";

    // Senders choose the names of fields; a series lives as long as the process.
    static final int MAX_SERIES = 200;
    private static final String NO_PLAIN_WORD = "*";

    private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one payload. Its events are of one type and share its fields, so the first one tells. */
    @Override
    public void accepted(List<CanonicalEvent> events) {
        CanonicalEvent event = events.get(0);
        for (String field : event.data().unmappedFields()) {
            counts.computeIfAbsent(series(event.type(), field), first -> new LongAdder())
                    .increment();
        }
    }

    /** What has been counted so far, at most some {@value #MAX_SERIES} fields and one {@value #OTHER} for each type. */
    public Set<Series> series() {
        return Set.copyOf(counts.keySet());
    }

    /** How many payloads had it. */
    public double count(Series series) {
        return counts.getOrDefault(series, new LongAdder()).sum();
    }

    private Series series(EventType type, String field) {
        Series series = new Series(type, field);
        boolean plain = !field.contains(NO_PLAIN_WORD);
        boolean room = counts.size() < MAX_SERIES || counts.containsKey(series);
        return plain && room ? series : new Series(type, OTHER);
    }

    /**
     * A field of the events of a type.
     *
     * @param field its path, for example {@code text.newThing}
     */
    public record Series(EventType type, String field) {}
}
