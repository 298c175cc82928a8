package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentIdsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_023, 1_024, 1_025, 3_000})
    void exactlyTheLatestAreKnown(int window) {
        Random random = new Random(window);
        RecentIds ids = new RecentIds(window);
        Deque<EventKey> model = new ArrayDeque<>();
        for (int i = 0; i < 5 * window + 10; i++) {
            EventKey id = any(random);
            ids.add(id);
            model.add(id);
            EventKey forgotten = model.size() > window ? model.poll() : any(random);

            assertThat(ids.contains(forgotten)).isFalse();
            assertThat(ids.contains(id)).isTrue();
            assertThat(ids.added() - ids.forgotten()).isEqualTo(model.size());
            if (i % 100 == 0 || window < 100) {
                assertThat(model).allMatch(ids::contains);
            }
        }
        assertThat(ids.added()).isEqualTo(5L * window + 10);
        assertThat(ids.forgotten()).isEqualTo(ids.added() - window);
        assertThat(ids.range(ids.forgotten(), ids.added())).containsExactlyElementsOf(model);
        assertThat(ids.range(ids.added() - 1, ids.added())).containsExactly(model.peekLast());
        assertThat(ids.range(ids.forgotten(), ids.forgotten() + 1)).containsExactly(model.peek());
        assertThat(ids.range(ids.added(), ids.added())).isEmpty();
    }

    @Test
    void whatCameAgainIsKnownForLonger() {
        RecentIds ids = new RecentIds(4);
        EventKey again = new EventKey(1, 1);
        ids.add(again);
        ids.add(new EventKey(2, 2));
        ids.add(again);
        ids.add(new EventKey(3, 3));
        ids.add(new EventKey(4, 4));

        assertThat(ids.contains(again)).isTrue();
        ids.add(new EventKey(5, 5));
        assertThat(ids.contains(again)).isTrue();
        ids.add(new EventKey(6, 6));
        assertThat(ids.contains(again)).isFalse();
        assertThat(ids.contains(new EventKey(3, 3))).isTrue();
    }

    /** What a sender can do who knows how ids are made: ids of which one half, or most digits, are equal. */
    @Test
    void idsThatDifferInFewDigitsAreToldApart() {
        int window = 5_000;
        RecentIds ids = new RecentIds(window);
        List<EventKey> alike = new ArrayList<>();
        for (long i = 0; i < window; i++) {
            alike.add(i % 2 == 0 ? new EventKey(0, i) : new EventKey(i << 40, 0));
        }
        alike.forEach(ids::add);
        assertThat(ids.forgotten()).isZero();
        assertThat(alike).allMatch(ids::contains);

        Random random = new Random(1);
        for (int i = 0; i < window / 2; i++) {
            ids.add(any(random));
        }
        assertThat(alike.subList(0, window / 2)).noneMatch(ids::contains);
        assertThat(alike.subList(window / 2, window)).allMatch(ids::contains);
    }

    private static EventKey any(Random random) {
        return new EventKey(random.nextLong(), random.nextLong());
    }
}
