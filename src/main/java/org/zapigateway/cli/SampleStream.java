package org.zapigateway.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.zapigateway.cli.samples.Sample;
import org.zapigateway.cli.samples.ShopDay;
import org.zapigateway.event.EventTypes;

/** What is posted: the payloads that are wanted of a shop's days, and some of them again a little later. */
final class SampleStream implements Iterator<Posting> {
    // Repeats come among later events: in the captures up to 206 seconds after the first (FACTS S4).
    private static final int LATEST_REPEAT = 20;

    private final ShopDay day;
    private final List<EventTypes> types;
    private final long count;
    private final Repeats repeats;
    private final Random random;
    private final List<Posting> again = new ArrayList<>();
    private long made;

    /**
     * @param types the wanted types; all when empty
     * @param count how many payloads, without the repeats
     */
    SampleStream(ShopDay day, List<EventTypes> types, long count, Repeats repeats, Random random) {
        this.day = day;
        this.types = types;
        this.count = count;
        this.repeats = repeats;
        this.random = random;
    }

    /** How many payloads were made, without the repeats. */
    long made() {
        return made;
    }

    @Override
    public boolean hasNext() {
        return made < count || !again.isEmpty();
    }

    @Override
    public Posting next() {
        boolean enoughWait = !again.isEmpty() && random.nextInt(LATEST_REPEAT) < again.size();
        if (made == count || enoughWait) {
            return repeat();
        }
        made++;
        Posting first = Posting.first(wanted());
        if (first.sample().isRepeatable()) {
            for (int left = repeats.next(random); left > 0; left--) {
                again.add(first);
            }
        }
        return first;
    }

    private Posting repeat() {
        if (again.isEmpty()) {
            throw new NoSuchElementException("everything was sent");
        }
        return again.remove(random.nextInt(again.size())).again(Instant.now());
    }

    private Sample wanted() {
        Sample sample = day.next();
        while (!isWanted(sample)) {
            sample = day.next();
        }
        return sample;
    }

    private boolean isWanted(Sample sample) {
        return types.isEmpty() || types.stream().anyMatch(some -> some.contain(sample.type()));
    }
}
