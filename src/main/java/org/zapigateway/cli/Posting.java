package org.zapigateway.cli;

import java.time.Instant;
import java.util.List;
import org.zapigateway.cli.samples.Sample;

/** One POST of a sample, and the ids of the events that it was answered with. */
final class Posting {
    private final Sample sample;
    private final Posting first;
    private volatile List<String> eventIds = List.of();

    private Posting(Sample sample, Posting first) {
        this.sample = sample;
        this.first = first;
    }

    static Posting first(Sample sample) {
        return new Posting(sample, null);
    }

    Posting again(Instant now) {
        return new Posting(sample.again(now), this);
    }

    Sample sample() {
        return sample;
    }

    boolean isRepeat() {
        return first != null;
    }

    void accepted(List<String> ids) {
        eventIds = ids;
    }

    List<String> eventIds() {
        return eventIds;
    }

    /** Whether this repeat was answered with the ids of the first; not known when the first was not accepted. */
    boolean isRecognised() {
        return first.eventIds.isEmpty() || first.eventIds.equals(eventIds);
    }
}
