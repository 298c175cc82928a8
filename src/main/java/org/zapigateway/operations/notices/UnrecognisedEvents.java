package org.zapigateway.operations.notices;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventType;
import org.zapigateway.event.content.ContentKind;

/** Counts events whose type, or whose content, this release does not know. Thread-safe. */
final class UnrecognisedEvents {
    private final Map<EventType, LongAdder> counts;

    UnrecognisedEvents() {
        Map<EventType, LongAdder> all = new EnumMap<>(EventType.class);
        all.put(EventType.UNRECOGNISED, new LongAdder());
        // These have a content.
        all.put(EventType.MESSAGE_RECEIVED, new LongAdder());
        all.put(EventType.MESSAGE_SENT, new LongAdder());
        all.put(EventType.MESSAGE_EDITED, new LongAdder());
        counts = Collections.unmodifiableMap(all);
    }

    void heard(CanonicalEvent event) {
        boolean unknown = event.type() == EventType.UNRECOGNISED
                || ContentKind.UNRECOGNISED.text().equals(event.data().contentKind());
        if (unknown && counts.containsKey(event.type())) {
            counts.get(event.type()).increment();
        }
    }

    /** How many, by event type; {@code unrecognised} are those whose type is not known. */
    Map<EventType, LongAdder> counts() {
        return counts;
    }
}
