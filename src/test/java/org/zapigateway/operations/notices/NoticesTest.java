package org.zapigateway.operations.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.event.EventType;
import org.zapigateway.webhook.UnmappedFields;
import org.zapigateway.zapi.MalformedPayloadException;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

class NoticesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String DISCONNECTED =
            "{\"type\":\"DisconnectedCallback\",\"instanceId\":\"I\",\"momment\":1580163342}";

    private final SetClock clock = new SetClock();
    private final ZapiTranslator translator = new ZapiTranslator(true, id -> null);
    private final CapturedLog log = new CapturedLog();
    private final UnmappedFields unmappedFields = new UnmappedFields();
    private Notices notices = notices(50_000);
    private int messages;

    @BeforeEach
    void attach() {
        log.attach();
    }

    @AfterEach
    void detach() {
        log.detach();
    }

    @Test
    void anInstanceIsSilentForLongerThanIsUsualAtThatHour() throws Exception {
        eachHour(48, Duration.ofMinutes(20));

        passSilently(Duration.ofMinutes(60));
        assertThat(standing().silent()).isFalse();
        passSilently(MINUTE);

        assertThat(standing().silent()).isTrue();
        assertThat(told("silent for longer")).isOne();
    }

    @Test
    void aSecondSilenceIsToldAgain() throws Exception {
        eachHour(48, Duration.ofMinutes(20));
        passSilently(HOUR.multipliedBy(2));

        message();
        notices.look();

        assertThat(standing().silent()).isFalse();
        passSilently(HOUR.multipliedBy(2));
        assertThat(told("silent for longer")).isEqualTo(2);
    }

    @Test
    void whatIsUsualAtNightIsUnusualInTheMorning() throws Exception {
        for (int day = 0; day < 2; day++) {
            eachHour(10, Duration.ofMinutes(10));
            clock.pass(Duration.ofMinutes(14 * 60 - 10));
        }

        eachHour(10, Duration.ofMinutes(10));
        passSilently(Duration.ofHours(14));
        assertThat(standing().silent()).as("at half past seven").isFalse();
        passSilently(HOUR);

        assertThat(standing().silent()).as("at half past eight").isTrue();
    }

    @Test
    void aWeekendIsHeldAgainstTheLastOne() throws Exception {
        eachHour(3 * 24 + 10, Duration.ofMinutes(10));

        passSilently(Duration.ofHours(4 + 26));
        assertThat(standing().silent()).as("on a first Sunday").isFalse();
        passSilently(Duration.ofHours(30));
        assertThat(standing().silent()).as("on the Monday after it").isFalse();

        eachHour(4 * 24 + 10, Duration.ofMinutes(10));
        passSilently(Duration.ofHours(60));
        assertThat(standing().silent()).as("the same a week later").isFalse();
        passSilently(Duration.ofHours(24));
        assertThat(standing().silent()).as("on the Tuesday after it").isTrue();
    }

    @Test
    void anOutageIsNotUsualTheNextDay() throws Exception {
        eachHour(48, Duration.ofMinutes(10));
        passSilently(Duration.ofHours(8));
        eachHour(16, Duration.ofMinutes(10));

        passSilently(Duration.ofHours(6));

        assertThat(standing().silent()).isTrue();
    }

    @Test
    void nothingIsSaidBeforeAnHourWasSeenOnAnotherDay() throws Exception {
        eachHour(5, Duration.ofMinutes(10));

        passSilently(Duration.ofHours(5));

        assertThat(standing().silent()).isFalse();
    }

    @Test
    void aDisconnectedInstanceIsNotSilent() throws Exception {
        eachHour(48, Duration.ofMinutes(10));
        accept(DISCONNECTED);

        passSilently(Duration.ofHours(5));
        assertThat(standing().silent()).isFalse();
        assertThat(standing().silence()).isNull();

        eachHour(19, Duration.ofMinutes(10));
        assertThat(standing().silenceLimit()).as("what was not learned").isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void statusesOfMessagesThatNeverCameAreCountedOnceEach() throws Exception {
        message();
        clock.pass(DAY.multipliedBy(7));
        readByMe("never-1");
        readByMe("never-1", "never-2", "never-3", "never-4", "never-5");
        passSilently(Duration.ofMinutes(29));
        assertThat(standing().missing()).as("they may still come").isZero();

        passSilently(MINUTE);
        readByMe("never-1");
        passSilently(Duration.ofMinutes(30));

        assertThat(standing().missing()).isEqualTo(5);
        assertThat(standing().missesMessages()).isTrue();
        assertThat(told("never came")).isOne();
        passSilently(HOUR);
        assertThat(standing().missesMessages()).as("an hour later").isFalse();
    }

    @Test
    void aMessageThatComesAfterItsStatusIsNotMissing() throws Exception {
        message();
        clock.pass(DAY.multipliedBy(7));
        readByMe("late");
        clock.pass(Duration.ofMinutes(20));
        accept(Payloads.text("I", "late"));

        passSilently(HOUR);

        assertThat(standing().missing()).isZero();
    }

    @Test
    void afterAStartOldMessagesAreNotMissing() throws Exception {
        message();
        clock.pass(DAY.multipliedBy(6));
        readByMe("from-before-the-start");

        passSilently(HOUR);

        assertThat(standing().missing()).isZero();
    }

    @Test
    void whatIsForgottenIsNotMissing() throws Exception {
        notices = notices(3);
        accept(Payloads.text("I", "first"));
        clock.pass(DAY.multipliedBy(8));
        for (int i = 0; i < 3; i++) {
            message();
        }
        clock.pass(DAY);
        message();
        readByMe("first");

        passSilently(HOUR);

        assertThat(standing().missing()).isZero();
    }

    @Test
    void whatIsSwitchedOffIsNotNoticed() throws Exception {
        notices = notices(0, 0, 50_000);
        eachHour(8 * 24, Duration.ofMinutes(20));
        readByMe("never-1", "never-2", "never-3", "never-4", "never-5");

        passSilently(Duration.ofHours(5));

        assertThat(standing().silence()).isEqualTo(Duration.ofHours(5));
        assertThat(standing().missing()).isZero();
        assertThat(standing().unusual()).isFalse();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void statusesOfOwnMessagesSayNothingWhileZapiDoesNotPostThese() throws Exception {
        message();
        clock.pass(DAY.multipliedBy(7));
        accept(status("SENT", "own-1"));
        passSilently(HOUR);
        assertThat(standing().missing()).isZero();

        accept(Payloads.text("I", "own-2").replace("\"fromMe\":false", "\"fromMe\":true"));
        accept(status("SENT", "own-3"));
        passSilently(HOUR);

        assertThat(standing().missing()).isOne();
    }

    @Test
    void messagesThatArriveLateAreNoticed() throws Exception {
        for (int i = 0; i < ArrivalAges.FEWEST - 1; i++) {
            message(Duration.ofMinutes(6));
        }
        notices.look();
        assertThat(standing().late()).isFalse();

        message(Duration.ofMinutes(6));
        notices.look();
        assertThat(standing().late()).isTrue();
        assertThat(standing().arrivalAge()).isEqualTo(Duration.ofMinutes(6));

        for (int i = 0; i < 11; i++) {
            message(Duration.ofSeconds(5));
        }
        notices.look();
        assertThat(standing().late()).isFalse();
        assertThat(told("arrive late")).isOne();
    }

    @Test
    void whatZapiBeginsToSendIsToldOnceWithoutItsContent() throws Exception {
        for (int i = 0; i < 3; i++) {
            accept("{\"type\":\"NewCallback\",\"instanceId\":\"I\",\"secret\":\"Maria\"}");
            accept(Payloads.text("I", "m" + i).replace("\"text\":{", "\"text\":{\"newThing\":1,"));
            accept(Payloads.text("I", "n" + i).replace("\"text\":{", "\"hologram\":{"));
            notices.look();
        }

        assertThat(told("a type of callback")).isOne();
        assertThat(told("a field, text.newThing in message.received")).isOne();
        assertThat(told("a content of message.received")).isOne();
        assertThat(log.lines()).noneMatch(line -> line.contains("Maria"));
    }

    @Test
    void anyNumberOfInstancesIsBounded() throws Exception {
        for (int i = 0; i < Notices.MOST_INSTANCES + 10; i++) {
            accept(Payloads.text("I" + i, "m"));
        }
        accept(Payloads.text("an id\\nthat nobody gave", "m"));
        notices.look();

        assertThat(notices.standings()).hasSize(Notices.MOST_INSTANCES);
    }

    @Test
    void noneIsMissedWhenManyComeAtTheSameTime() throws Exception {
        List<Callable<Void>> senders = Collections.nCopies(8, () -> {
            for (int i = 0; i < 2_000; i++) {
                accept("{\"type\":\"NewCallback\",\"instanceId\":\"I\",\"n\":" + i + "}");
            }
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(senders.size());
        try {
            assertThat(threads.invokeAll(senders))
                    .allSatisfy(sender -> assertThat(sender).succeedsWithin(MINUTE));
        } finally {
            threads.shutdownNow();
        }
        notices.look();

        assertThat(notices.unrecognised().counts().get(EventType.UNRECOGNISED).sum())
                .isEqualTo(16_000);
    }

    /** A message as often, for so many hours, and looks in between. */
    private void eachHour(int hours, Duration apart) throws Exception {
        for (Duration passed = Duration.ZERO;
                passed.compareTo(HOUR.multipliedBy(hours)) < 0;
                passed = passed.plus(apart)) {
            message();
            passSilently(apart);
        }
        message();
        notices.look();
    }

    private void passSilently(Duration time) {
        clock.pass(time);
        notices.look();
    }

    private void message() throws Exception {
        message(Duration.ZERO);
    }

    private void message(Duration age) throws Exception {
        String happened = String.valueOf(clock.instant().minus(age).toEpochMilli());
        accept(Payloads.text("I", "message-" + messages++).replace("1632228638000", happened));
    }

    private void readByMe(String... ids) throws Exception {
        accept(status("READ_BY_ME", ids));
    }

    private static String status(String status, String... ids) {
        return Payloads.status("I", ids).replace("\"READ\"", "\"" + status + "\"");
    }

    private void accept(String payload) throws MalformedPayloadException {
        var events = translator.translate(ZapiPayload.parse(payload.getBytes(StandardCharsets.UTF_8)), clock.instant());
        List.of(unmappedFields, notices).forEach(listener -> listener.accepted(events));
    }

    private InstanceStanding standing() {
        notices.look();
        assertThat(notices.standings()).hasSize(1);
        return notices.standings().get(0);
    }

    private long told(String words) {
        // That it is over is told too, where the log is more talkative.
        return log.lines().stream()
                .filter(line -> line.contains(words) && !line.contains("no longer"))
                .count();
    }

    private Notices notices(int remembered) {
        return notices(3, 5, remembered);
    }

    private Notices notices(double silenceFactor, int missing, int remembered) {
        var settings = new NoticesSettings(
                silenceFactor,
                Duration.ofMinutes(30),
                Duration.ofMinutes(5),
                missing,
                Duration.ofMinutes(30),
                remembered);
        return new Notices(settings, unmappedFields, clock);
    }
}
