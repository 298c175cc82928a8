package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zapigateway.store.Happening.group;
import static org.zapigateway.store.Happening.image;

import java.sql.Clob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.sessions.JqwikSession;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.Person;
import org.zapigateway.event.content.UnrecognisedContent;

/**
 * Events in any order, in batches of any size and with any repeats, make the rows that the same events make in the order
 * of their times.
 */
abstract class AnyOrderContract {
    private static final int TRIES = 120;
    private static final String[] PHONES = {"5511987650001", "551187650001", "5521976540002", "8002233445566"};
    // The first two numbers are one person: a Brazilian number with and without its ninth digit. So are the others: a
    // short LID without "@lid" looks like a number.
    private static final String[] LIDS = {
        "70011223344556@lid", "70011223344556@lid", "8002233445566@lid", "8002233445566@lid"
    };
    private static final int LAST_SECOND = 6;

    /** What depends on the event that came first, and may. */
    private static final Set<String> OF_ARRIVAL = Set.of("paired_at", "added_at");

    /** The store of the class, shared by all tries. */
    abstract StoreHouse store();

    @BeforeTry
    void empty() {
        store().empty();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void rowsAreTheSameInAnyOrder(
            @ForAll @Size(min = 2, max = 24) List<@From("happenings") CanonicalEvent> events, @ForAll long seed) {
        List<CanonicalEvent> sorted = new ArrayList<>(new HashSet<>(events));
        sorted.sort(Comparator.comparing(CanonicalEvent::time).thenComparing(CanonicalEvent::id));
        for (CanonicalEvent event : sorted) {
            store().store(event);
        }
        Map<String, List<Map<String, Object>>> expected = tables(store());
        store().empty();

        for (List<CanonicalEvent> batch : disorder(events, new Random(seed))) {
            store().store(batch.toArray(CanonicalEvent[]::new));
        }

        assertThat(tables(store())).isEqualTo(expected);
    }

    /** Some events twice, all shuffled, cut into batches. */
    private static List<List<CanonicalEvent>> disorder(List<CanonicalEvent> events, Random random) {
        List<CanonicalEvent> all = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        List<List<CanonicalEvent>> batches = new ArrayList<>();
        while (!all.isEmpty()) {
            List<CanonicalEvent> batch = all.subList(0, 1 + random.nextInt(all.size()));
            batches.add(new ArrayList<>(batch));
            batch.clear();
        }
        return batches;
    }

    /** What is in the tables, comparable. */
    static Map<String, List<Map<String, Object>>> tables(StoreHouse store) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        for (String table : StoreHouse.TABLES) {
            tables.put(
                    table,
                    store.rows(table).stream()
                            .map(AnyOrderContract::comparable)
                            .sorted(Comparator.comparing(Object::toString))
                            .collect(Collectors.toList()));
        }
        return tables;
    }

    private static Map<String, Object> comparable(Map<String, Object> row) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            if (!OF_ARRIVAL.contains(column.toLowerCase(Locale.ROOT))) {
                values.put(column, value instanceof Clob ? null : String.valueOf(value));
            }
        });
        return values;
    }

    /** So many events, the same for the same seed. */
    static List<CanonicalEvent> sample(int size, long seed) {
        List<CanonicalEvent> events = new ArrayList<>();
        // Outside of a property jqwik asks for a session.
        JqwikSession.run(() ->
                any().generator(size).stream(new Random(seed)).limit(size).forEach(event -> events.add(event.value())));
        return events;
    }

    @Provide
    Arbitrary<CanonicalEvent> happenings() {
        return any();
    }

    private static Arbitrary<CanonicalEvent> any() {
        Arbitrary<Happening> ofMessages = Combinators.combine(
                        Arbitraries.integers().between(0, LAST_SECOND), chats(), Arbitraries.of("M1", "M2"))
                .as(Happening::new);
        return Arbitraries.frequencyOf(
                Tuple.of(8, ofMessages.flatMap(AnyOrderContract::ofMessage)), Tuple.of(1, ofInstance()));
    }

    private static Arbitrary<CanonicalEvent> ofMessage(Happening happening) {
        Arbitrary<String> texts = Arbitraries.of("a", "b", "'; DROP TABLE whatsapp_message; --");
        Arbitrary<String> urls = Arbitraries.of("https://f/1", "https://f/2").injectNull(0.4);
        Arbitrary<Person> people = people().injectNull(0.1);
        return Arbitraries.oneOf(
                texts.map(happening::sent),
                Combinators.combine(urls, texts, people)
                        .as((url, text, sender) -> happening.received(image(url, text), sender)),
                people.map(sender -> happening.received(new UnrecognisedContent(), sender)),
                Arbitraries.create(happening::waiting),
                texts.map(happening::edited),
                Combinators.combine(urls, texts).as((url, text) -> happening.edited(image(url, text))),
                Arbitraries.create(happening::deleted),
                Combinators.combine(Arbitraries.of("SENT", "RECEIVED", "READ", "PLAYED", "READ_BY_ME", "LIKED"), people)
                        .as(happening::status),
                Arbitraries.of("Z1", "Z2").map(happening::accepted),
                texts.map(error -> happening.failed("Z1", error)),
                Combinators.combine(Arbitraries.of("👍", "❤").injectNull(0.3), people())
                        .as(happening::reaction));
    }

    private static Arbitrary<CanonicalEvent> ofInstance() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, LAST_SECOND);
        return Arbitraries.oneOf(
                Combinators.combine(seconds, Arbitraries.of(PHONES)).as(Happening::connected),
                seconds.map(second -> Happening.disconnected(second, "lost")),
                seconds.map(second -> Happening.proxyFailed(second, "refused")));
    }

    /** A group, or a person by number, by LID, or by both. */
    private static Arbitrary<Chat> chats() {
        return Arbitraries.oneOf(Arbitraries.just(group()), addresses(Happening::direct));
    }

    private static Arbitrary<Person> people() {
        return addresses(Happening::person);
    }

    private static <T> Arbitrary<T> addresses(BiFunction<String, String, T> of) {
        Arbitrary<Integer> who = Arbitraries.integers().between(0, PHONES.length - 1);
        return Arbitraries.oneOf(
                who.map(i -> of.apply(PHONES[i], null)),
                who.map(i -> of.apply(null, LIDS[i])),
                who.map(i -> of.apply(PHONES[i], LIDS[i])));
    }
}
