package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;

class RecentHappeningsTest {
    private final RecentHappenings recent = new RecentHappenings();

    @Test
    void whatHappenedToAnEventIsFoundByItsIdAndByItsMessageInOrder() {
        recent.stored(event("a", "M"), List.of("crm"));
        recent.stored(event("b", "M"), List.of());
        recent.repeated(event("a", "M"));

        assertThat(recent.of("a"))
                .extracting(Object::getClass)
                .containsExactly(Happening.Stored.class, Happening.Repeated.class);
        assertThat(recent.of("M"))
                .extracting(happening -> happening.event().id())
                .containsExactly("a", "b", "a");
        assertThat(recent.of("c")).isEmpty();
    }

    @Test
    void theOldestIsForgottenAndItIsToldSinceWhenEverythingIsKnown() {
        Instant begun = recent.since();
        recent.stored(event("first", null), List.of());
        for (int i = 1; i < RecentHappenings.MOST; i++) {
            recent.repeated(event("other", null));
        }
        assertThat(recent.of("first")).hasSize(1);
        assertThat(recent.since()).isEqualTo(begun);

        recent.repeated(event("last", null));

        assertThat(recent.of("first")).isEmpty();
        assertThat(recent.of("last")).hasSize(1);
        assertThat(recent.since()).isEqualTo(recent.of("other").get(0).at());
    }

    @Test
    void whatIsRememberedIsAsItWas() {
        EventFacts facts = new EventFacts(
                "id",
                "message.received",
                "I",
                "loja São João",
                "5511@c",
                "M",
                Instant.parse("2026-11-29T01:02:03.004005Z"));
        EventFacts bare = new EventFacts("id", null, null, null, null, null, Instant.EPOCH);
        Outcome delivered = new Outcome(Outcome.Kind.DELIVERED, facts, "crm", "crm-route", "4f1c", 0, null);
        Outcome dead = new Outcome(Outcome.Kind.DEAD, bare, "crm", "crm-route", null, 3, "java.io.IOException");

        recent.stored(facts, List.of("crm", "log"));
        recent.stored(bare, List.of());
        recent.repeated(facts);
        recent.heard(delivered);
        recent.heard(dead);

        List<Happening> happenings = recent.of("id");
        assertThat(happenings).extracting(Happening::event).containsExactly(facts, bare, facts, facts, bare);
        assertThat(happenings.get(0))
                .isInstanceOfSatisfying(Happening.Stored.class, stored -> assertThat(stored.subscriptions())
                        .containsExactly("crm", "log"));
        assertThat(happenings.subList(3, 5))
                .extracting(happening -> ((Happening.Delivery) happening).outcome())
                .containsExactly(delivered, dead);
    }

    @Test
    void longNamesAreCutAndMakeThatFewerAreRemembered() {
        Instant begun = recent.since();
        String longer = "x".repeat(100_000);
        for (int i = 0; i < 5_000; i++) {
            recent.stored(event("e" + i, longer), List.of("s"));
        }

        assertThat(recent.of("e0")).isEmpty();
        assertThat(recent.of("e4999")).singleElement().satisfies(happening -> assertThat(
                        happening.event().messageId())
                .hasSizeBetween(100, 5_000)
                .isSubstringOf(longer));
        assertThat(recent.since())
                .isAfter(begun)
                .isBeforeOrEqualTo(recent.of("e4999").get(0).at());
    }

    @Test
    void oneOfVeryManySubscriptionsHasRoom() {
        List<String> names = IntStream.range(0, 10_000)
                .mapToObj(i -> "subscription-" + i + "x".repeat(2_000))
                .toList();

        recent.stored(event("a", null), names);
        recent.stored(event("b", null), names);

        assertThat(recent.of("a")).hasSize(1);
        assertThat(recent.of("b")).hasSize(1);
    }

    @Test
    void whoLooksWhileManyWriteSeesWholeHappenings() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (String name : List.of("a", "bb", "ccc")) {
                written.add(writers.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        recent.stored(event(name, "M-" + name), List.of(name));
                    }
                }));
            }
            do {
                assertThat(recent.of("bb"))
                        .allSatisfy(happening -> assertThat(happening.event()).isEqualTo(event("bb", "M-bb")));
            } while (!written.stream().allMatch(Future::isDone));
            for (Future<?> each : written) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(recent.of("a").size()
                        + recent.of("bb").size()
                        + recent.of("ccc").size())
                .isEqualTo(RecentHappenings.MOST);
    }

    private static EventFacts event(String id, String messageId) {
        return new EventFacts(id, "message.received", "I", null, null, messageId, Instant.EPOCH);
    }
}
