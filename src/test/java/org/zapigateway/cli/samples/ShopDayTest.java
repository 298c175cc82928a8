package org.zapigateway.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.DeletionData;
import org.zapigateway.event.EventType;
import org.zapigateway.event.MessageData;
import org.zapigateway.event.ReactionData;
import org.zapigateway.event.StrictSchemas;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

class ShopDayTest {
    private static final String INSTANCE = "3F0A61C7D2B94E58A1D3C60B7E9F2485";
    private static final Instant BEGIN = Instant.parse("2026-03-02T11:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 4711})
    void everyEventTypeAndEveryContentKindOccursInADay(long seed) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        Set<String> kinds = new TreeSet<>();
        for (CanonicalEvent event : events(day(seed))) {
            types.add(event.type());
            if (event.data().contentKind() != null) {
                kinds.add(event.data().contentKind());
            }
        }

        assertThat(types).containsExactly(EventType.values());
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ContentKind.values()).map(ContentKind::text).toList());
    }

    @Test
    void eachBecomesEventsOfItsTypeThatAreValidAndWhole() throws Exception {
        for (Sample sample : day(1)) {
            for (CanonicalEvent event : translate(sample)) {
                assertThat(event.type()).isEqualTo(sample.type());
                assertThat(StrictSchemas.violations(event)).isEmpty();
                boolean unknown = event.type() == EventType.UNRECOGNISED
                        || "unrecognised".equals(event.data().contentKind());
                assertThat(event.data().envelope().unmappedFields() == null)
                        .as(sample.payload().toString())
                        .isNotEqualTo(unknown);
            }
        }
    }

    @Test
    void noTwoAreTheSameEvent() {
        assertThat(events(days(3)).stream().map(CanonicalEvent::id)).doesNotHaveDuplicates();
    }

    @Test
    void noTwoAreTheSameEventThoughAllAreMadeAtOnce() {
        assertThat(events(samples(99, 10 * ShopDay.PAYLOADS, () -> BEGIN)))
                .extracting(CanonicalEvent::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneThatIsSentAgainIsTheSameEvent() {
        int different = 0;
        for (Sample sample : day(1)) {
            Sample again = sample.again(BEGIN.plusSeconds(86_400));
            if (sample.isRepeatable()) {
                assertThat(ids(again)).isEqualTo(ids(sample));
            } else {
                assertThat(ids(again)).isNotEqualTo(ids(sample));
            }
            different += again.payload().equals(sample.payload()) ? 0 : 1;
        }
        assertThat(different).as("messages bear another time").isGreaterThan(100);
    }

    @Test
    void whatRefersToAMessageComesAfterIt() {
        Set<String> sent = new HashSet<>();
        int references = 0;
        for (CanonicalEvent event : events(days(2))) {
            String target = target(event);
            if (target != null) {
                assertThat(sent).as(event.type() + " refers to a message").contains(target);
                references++;
            }
            if (event.type() == EventType.MESSAGE_DELIVERY || event.data() instanceof MessageData) {
                sent.add(event.data().messageId());
            }
        }
        assertThat(references).isGreaterThan(200);
    }

    @Test
    void theSameSeedTellsTheSameAndAnotherSomethingElse() {
        assertThat(payloads(day(7))).isEqualTo(payloads(day(7)));
        assertThat(payloads(day(7))).doesNotContainAnyElementsOf(payloads(day(8)));
    }

    @Test
    void nobodysPhoneNumberIsUsed() {
        Set<String> phones = new TreeSet<>();
        for (Sample sample : day(3)) {
            collectNumbers(sample.payload(), phones);
        }

        // There is no area code 00 in Brazil, whose country code is 55.
        assertThat(phones).hasSizeGreaterThan(20).allMatch(phone -> phone.startsWith("5500"));
    }

    @Test
    void theHostsOfItsUrlsDoNotExist() {
        for (Sample sample : day(4)) {
            String payload = sample.payload().toString();
            payload.replaceAll("https?://([^/\"]+)", "\n$1\n")
                    .lines()
                    .filter(line -> line.matches("[a-z0-9.]+"))
                    .forEach(host -> assertThat(host).endsWith(".example"));
        }
    }

    // Digits of the length that phone numbers of Brazil have.
    private static void collectNumbers(JsonNode node, Set<String> phones) {
        if (node.isTextual() && node.textValue().matches("55\\d{10,11}")) {
            phones.add(node.textValue());
        }
        node.forEach(child -> collectNumbers(child, phones));
    }

    private static String target(CanonicalEvent event) {
        if (event.data() instanceof ReactionData reaction) {
            return reaction.targetMessageId();
        }
        if (event.data() instanceof DeletionData deletion) {
            return deletion.targetMessageId();
        }
        if (event.type() == EventType.MESSAGE_STATUS) {
            return event.data().chat().id().equals("status@broadcast")
                    ? null
                    : event.data().messageId();
        }
        if (event.data() instanceof MessageData message) {
            return message.targetMessageId() != null
                    ? message.targetMessageId()
                    : Boolean.TRUE.equals(message.statusReply()) ? null : message.replyTo();
        }
        return null;
    }

    private static List<Sample> day(long seed) {
        return samples(seed, ShopDay.PAYLOADS);
    }

    private static List<Sample> days(int days) {
        return samples(99, days * ShopDay.PAYLOADS);
    }

    private static List<Sample> samples(long seed, int count) {
        AtomicLong millis = new AtomicLong(BEGIN.toEpochMilli());
        return samples(seed, count, () -> Instant.ofEpochMilli(millis.addAndGet(250)));
    }

    private static List<Sample> samples(long seed, int count, InstantSource clock) {
        ShopDay day = new ShopDay(INSTANCE, seed, clock);
        return Stream.generate(day::next).limit(count).toList();
    }

    private static List<String> payloads(List<Sample> samples) {
        return samples.stream().map(sample -> sample.payload().toString()).toList();
    }

    private static List<CanonicalEvent> events(List<Sample> samples) {
        List<CanonicalEvent> events = new ArrayList<>();
        samples.forEach(sample -> events.addAll(translate(sample)));
        return events;
    }

    private static List<String> ids(Sample sample) {
        return translate(sample).stream().map(CanonicalEvent::id).toList();
    }

    private static List<CanonicalEvent> translate(Sample sample) {
        try {
            byte[] body = sample.payload().toString().getBytes(StandardCharsets.UTF_8);
            return new ZapiTranslator(true, id -> null).translate(ZapiPayload.parse(body), BEGIN);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
