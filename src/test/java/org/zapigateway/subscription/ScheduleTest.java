package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.inbox.QueuedEvent;
import org.zapigateway.inbox.StoredEvent;

class ScheduleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final DeadLetter DEAD = DeadLetter.byOperator("crm", null, "enough");

    private static final String TARGET = "https://orders.example";
    private static final String ANOTHER = "https://another.example";

    private final AtomicLong now = new AtomicLong();
    private final Schedule schedule = schedule(4, 10_000);

    @Test
    void aChatIsWithOneLaneAtATimeAndInOrder() {
        offer("a1", "b1", "a2", "b2", "c1");

        Turn first = take();
        assertThat(ids(first)).containsExactly("a1", "a2", "b1", "b2");
        offer("a3", "c2");
        Turn second = take();
        assertThat(ids(second)).containsExactly("c1", "c2");
        assertThat(take()).isNull();

        schedule.delivered(first, TARGET::equals);
        assertThat(ids(take())).containsExactly("a3");
    }

    @Test
    void aHeldChatHoldsBackOnlyItself() {
        offer("a1", "b1");
        Turn turn = takeSingly("a1");
        schedule.hold(turn, SECOND);
        offer("a2", "b2");

        Turn others = takeSingly("b1");
        schedule.delivered(others, TARGET::equals);
        schedule.delivered(take(), TARGET::equals);
        assertThat(take()).isNull();
        assertThat(schedule.figures()).isEqualTo(new ScheduleFigures(0, 1, 2, false, false));

        pass(SECOND);
        assertThat(ids(take())).as("alone: it has failed").containsExactly("a1");
        assertThat(schedule.figures().heldEvents()).isZero();
    }

    @Test
    void whatALaneDoesWithoutRunsNextAndInOrder() {
        offer("a1", "b1", "b2", "b3", "c1");
        Turn turn = take();
        offer("b4", "d1");

        schedule.shorten(turn, 3);
        assertThat(ids(turn)).containsExactly("a1", "b1", "b2");
        Turn others = take();
        assertThat(ids(others)).as("b is with a lane").containsExactly("c1", "d1");
        assertThat(schedule.figures().inFlight()).isEqualTo(5);

        schedule.delivered(turn, TARGET::equals);
        assertThat(ids(take())).containsExactly("b3", "b4");
    }

    @Test
    void whoWaitsGoesWithoutAtTheEnd() throws Exception {
        AtomicReference<Turn> last = new AtomicReference<>(new Turn(1, 1));
        Thread lane = new Thread(() -> last.set(take(schedule, Duration.ofHours(1))));
        lane.start();
        await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);

        schedule.end();
        lane.join();
        assertThat(last).hasNullValue();

        offer("a1");
        assertThat(take()).as("nothing begins any more").isNull();
        schedule.awaitEnd(Duration.ofHours(1));
    }

    @Test
    void theTimeSinceTheEndIsThatSinceTheFirst() {
        schedule.end();
        pass(SECOND);
        schedule.end();

        assertThat(schedule.leftSinceEnd(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofHours(1));
        assertThat(schedule.leftSinceEnd(Duration.ofSeconds(3))).isZero();
    }

    @Test
    void theOldestIsToldWhoeverHasIt() {
        assertThat(schedule.oldest()).isEmpty();
        offer("b2", "a1", "a3", "b4");
        assertThat(schedule.oldest()).contains(Instant.ofEpochSecond(1));
        schedule.hold(takeSingly("a1"), SECOND);
        assertThat(schedule.oldest()).as("held").contains(Instant.ofEpochSecond(1));

        pass(SECOND);
        Turn turn = take();
        assertThat(ids(turn)).containsExactly("a1");
        assertThat(schedule.oldest()).as("with a lane").contains(Instant.ofEpochSecond(1));
        schedule.delivered(turn, TARGET::equals);
        assertThat(schedule.oldest()).as("of another chat").contains(Instant.ofEpochSecond(2));

        schedule.clear(Duration.ZERO);
        assertThat(schedule.oldest()).isEmpty();
    }

    @Test
    void whoHoldsTooMuchTakesNoMoreUntilAChatGoesOn() {
        Schedule small = schedule(4, 3);
        small.offer(event("a1"));
        Turn turn = take(small);
        small.hold(turn, SECOND);
        assertThat(small.offer(event("a2"))).isTrue();
        assertThat(small.offer(event("a3"))).isTrue();

        assertThat(small.figures().full()).isTrue();
        assertThat(small.offer(event("b1"))).isFalse();
        assertThat(small.hasRoomAgain()).isFalse();

        pass(SECOND);
        small.delivered(take(small), TARGET::equals);
        assertThat(small.hasRoomAgain()).isTrue();
        assertThat(small.hasRoomAgain()).as("it says so once").isFalse();
        assertThat(small.offer(event("b1"))).isTrue();
    }

    @Test
    void aThousandChatsAreHeldAndNotMore() {
        Schedule wide = schedule(1, 1_000_000);
        for (int i = 0; i < ChatLines.MAX_HELD_CHATS; i++) {
            assertThat(wide.offer(new Waiting("e" + i, "chat" + i))).isTrue();
            wide.hold(take(wide), SECOND);
        }
        assertThat(wide.offer(event("more1"))).isFalse();
    }

    @Test
    void whatIsTakenFromTheQueueIsBounded() {
        int taken = 0;
        while (schedule.offer(new Waiting("e" + taken, "chat" + taken))) {
            taken++;
        }
        assertThat(taken).isEqualTo(256);
        while (taken > 128) {
            assertThat(schedule.hasRoomAgain()).isFalse();
            Turn turn = take();
            schedule.delivered(turn, TARGET::equals);
            taken -= turn.size();
        }
        assertThat(schedule.hasRoomAgain()).isTrue();
    }

    /** Each event takes 1,000 bytes. */
    @Test
    void whatCanRunIsBoundedInBytesToo() {
        Schedule small = schedule(8, 1_000, 10_000);
        IntStream.range(0, 10).forEach(i -> assertThat(small.offer(new Waiting("e" + i, "chat" + i)))
                .isTrue());
        assertThat(small.offer(event("more1"))).isFalse();

        Turn turn = take(small);
        assertThat(turn.size()).isEqualTo(2);
        small.shorten(turn, 1);
        assertThat(small.offer(event("more1"))).as("all is in memory still").isFalse();
        for (int left = 9; left > 5; left -= 2) {
            small.delivered(turn, TARGET::equals);
            assertThat(small.hasRoomAgain()).isFalse();
            turn = take(small);
            assertThat(turn.size()).isEqualTo(2);
        }
        small.delivered(turn, TARGET::equals);
        assertThat(small.hasRoomAgain()).isTrue();
        IntStream.range(0, 5).forEach(i -> assertThat(small.offer(new Waiting("f" + i, "another" + i)))
                .isTrue());
        assertThat(small.offer(event("more1"))).isFalse();
    }

    /** Each event takes 1,000 bytes, and four lanes may have half of what may be in memory. */
    @Test
    void lanesThatHangLeaveRoomForOtherChatsInBytesToo() {
        Schedule small = schedule(8, 1_000, 16_000);
        IntStream.range(0, 16).forEach(i -> assertThat(small.offer(new Waiting("e" + i, "chat" + i)))
                .isTrue());
        assertThat(small.offer(event("more1"))).isFalse();

        for (int lane = 0; lane < 3; lane++) {
            assertThat(take(small).size()).isEqualTo(2);
        }
        for (Turn turn = take(small); turn != null; turn = take(small)) {
            small.delivered(turn, TARGET::equals);
        }
        assertThat(small.hasRoomAgain()).isTrue();
        assertThat(small.offer(event("more1"))).isTrue();
    }

    @Test
    void whatIsHeldIsBoundedInBytesToo() {
        Schedule small = schedule(1, 1_000, 3_000);
        for (String id : List.of("a1", "b1", "c1")) {
            assertThat(small.offer(event(id))).isTrue();
            assertThat(small.figures().full()).isFalse();
            small.hold(take(small), SECOND);
        }
        assertThat(small.figures().full()).isTrue();
        assertThat(small.offer(event("d1"))).isFalse();

        pass(SECOND);
        small.delivered(take(small), TARGET::equals);
        assertThat(small.offer(event("d1"))).isTrue();
    }

    @Test
    void aChatWithManyEventsShutsOutNoOtherUntilTooMuchIsReadOfIt() {
        Schedule small = schedule(1, 1_000);
        int taken = 0;
        while (small.offer(event("a" + taken))) {
            taken++;
            if (taken == 600) {
                Turn hanging = take(small);
                assertThat(ids(hanging)).containsExactly("a0");
                assertThat(small.offer(event("b1"))).isTrue();
                Turn other = take(small);
                assertThat(ids(other)).containsExactly("b1");
                small.delivered(other, TARGET::equals);
            }
        }
        assertThat(taken)
                .as("what can run, what lies behind it, and the one that hangs")
                .isEqualTo(32 + 1_000 + 1);
        assertThat(small.figures()).isEqualTo(new ScheduleFigures(1, 0, 0, false, false));
    }

    @Test
    void whatLiesBehindTheFirstEventsOfAChatIsBoundedInBytesToo() {
        Schedule small = schedule(1, 1_000_000, 16 << 20);
        int taken = 0;
        while (small.offer(new Waiting("a" + taken, "a", 64 << 10))) {
            taken++;
            if (taken == 100) {
                assertThat(small.offer(event("b1")))
                        .as("it does not shut out others")
                        .isTrue();
            }
        }
        assertThat(taken).as("256 KB that can run, and 16 MB behind them").isEqualTo(4 + 256);
    }

    @Test
    void aBatchThatFailedRunsOneByOne() {
        offer("a1", "a2", "b1");
        schedule.retrySingly(take());

        List<String> ran = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Turn turn = take();
            assertThat(turn.size()).isEqualTo(1);
            ran.addAll(ids(turn));
            schedule.delivered(turn, TARGET::equals);
        }
        assertThat(ran).containsExactlyInAnyOrder("a1", "a2", "b1").containsSubsequence("a1", "a2");
        offer("c1", "c2");
        assertThat(ids(take())).containsExactly("c1", "c2");
    }

    @Test
    void whileTheTargetIsAwayOneEventAtATimeFindsOutWhetherItIsBack() {
        offer("a1", "b1", "c1");
        Turn a = takeSingly("a1");
        Turn b = takeSingly("b1");
        assertThat(schedule.targetIsAway(a, TARGET)).isFalse();
        assertThat(schedule.targetIsAway(b, TARGET)).isFalse();
        assertThat(take()).as("nothing runs yet").isNull();

        pass(SECOND);
        Turn probe = take();
        assertThat(probe.size()).isEqualTo(1);
        assertThat(take()).as("one at a time").isNull();
        assertThat(schedule.targetIsAway(probe, TARGET)).isFalse();
        pass(SECOND);
        assertThat(take()).as("the wait has grown").isNull();
        pass(SECOND);
        schedule.delivered(take(), TARGET::equals);

        assertThat(take()).isNotNull();
        assertThat(take()).isNotNull();
    }

    @Test
    void anEventThatOnlyLooksLikeAnOutageIsFoundAndSpendsAttempts() {
        offer("a1", "a2");
        Turn poison = takeSingly("a1");
        offer("b1");
        for (int failure = 1; failure <= 3; failure++) {
            assertThat(ids(poison)).containsExactly("a1");
            assertThat(schedule.targetIsAway(poison, TARGET)).isFalse();
            pass(Duration.ofMinutes(1));
            poison = take();
        }
        assertThat(ids(poison)).as("after maxAttempts another chat is tried").containsExactly("b1");
        schedule.delivered(poison, TARGET::equals);

        poison = take();
        assertThat(ids(poison)).containsExactly("a1");
        assertThat(schedule.targetIsAway(poison, TARGET))
                .as("the target took b1")
                .isTrue();
        assertThat(schedule.countAttempt(poison)).isEqualTo(1);
        schedule.hold(poison, SECOND);
        offer("c1");
        schedule.delivered(takeSingly("c1"), TARGET::equals);

        pass(SECOND);
        poison = take();
        assertThat(ids(poison)).containsExactly("a1");
        assertThat(schedule.targetIsAway(poison, TARGET)).isTrue();
        assertThat(schedule.countAttempt(poison)).isEqualTo(2);
    }

    @Test
    void aSuspectIsNotToBlameWhenTheTargetTookNothingElseSince() {
        offer("a1", "b1");
        Turn turn = takeSingly("a1");
        while (ids(turn).equals(List.of("a1"))) {
            schedule.targetIsAway(turn, TARGET);
            pass(Duration.ofMinutes(1));
            turn = take();
        }
        schedule.delivered(turn, TARGET::equals);
        assertThat(schedule.targetIsAway(take(), TARGET)).isTrue();
        schedule.clear(SECOND);

        offer("a1");
        turn = take();
        for (int failure = 1; failure <= 10; failure++) {
            assertThat(schedule.targetIsAway(turn, TARGET)).isFalse();
            pass(Duration.ofMinutes(1));
            turn = take();
        }
    }

    @Test
    void anEventThatDidNotGoToTheTargetSaysNothingAboutIt() {
        offer("a1", "b1", "c1", "d1");
        Turn turn = takeSingly("a1");
        for (int failure = 1; failure <= 3; failure++) {
            schedule.targetIsAway(turn, TARGET);
            pass(Duration.ofMinutes(1));
            turn = take();
        }
        assertThat(ids(turn)).containsExactly("b1");
        schedule.delivered(turn, target -> false);
        assertThat(schedule.figures().outage()).as("b1 went past it").isTrue();
        Turn next = take();
        assertThat(ids(next)).as("what goes past it need not wait").containsExactly("c1");
        schedule.delivered(next, "https://another.example"::equals);
        Turn d = take();
        assertThat(ids(d)).containsExactly("d1");
        assertThat(schedule.targetIsAway(d, TARGET)).isFalse();
        pass(Duration.ofMinutes(1));

        turn = take();
        assertThat(ids(turn)).containsExactly("a1");
        assertThat(schedule.targetIsAway(turn, TARGET))
                .as("nothing has reached the target")
                .isFalse();
        pass(Duration.ofMinutes(1));
        schedule.delivered(takeSingly("d1"), TARGET::equals);
        assertThat(schedule.figures().outage()).isFalse();
        assertThat(schedule.targetIsAway(take(), TARGET)).as("d1 has").isTrue();
    }

    @Test
    void whoGetsThroughAtLastEndsTheOutageAlsoByAnotherAddress() {
        offer("a1");
        schedule.targetIsAway(take(), "https://first.example");
        pass(SECOND);

        schedule.delivered(take(), "https://second.example"::equals);

        assertThat(schedule.figures().outage()).isFalse();
    }

    @Test
    void afterOneEventHasFailedOftenEachOtherChatIsTriedOnce() {
        offer("a1", "b1", "c1", "d1");
        Turn turn = takeSingly("a1");
        List<String> tried = new ArrayList<>();
        while (!ids(turn).equals(List.of("d1"))) {
            tried.addAll(ids(turn));
            schedule.targetIsAway(turn, TARGET);
            pass(Duration.ofMinutes(1));
            turn = take();
        }
        assertThat(tried).containsExactly("a1", "a1", "a1", "b1", "c1");
        schedule.delivered(turn, TARGET::equals);
        assertThat(schedule.figures().outage()).isFalse();
    }

    @Test
    void anEventWhoseTargetNobodyElseNeedsHoldsBackOnlyItsChat() {
        offer("a1", "a2");
        Turn dead = takeSingly("a1");
        offer(numbered("b", 20));
        failOften(dead);
        Turn tried = take();
        assertThat(ids(tried)).containsExactly("b1");
        schedule.delivered(tried, ANOTHER::equals);
        dead = take();
        assertThat(ids(dead)).containsExactly("a1");
        assertThat(schedule.targetIsAway(dead, TARGET)).isFalse();

        List<String> delivered = new ArrayList<>();
        for (Turn turn = take(); turn != null; turn = take()) {
            delivered.addAll(ids(turn));
            schedule.delivered(turn, ANOTHER::equals);
        }
        assertThat(delivered).as("without a wait").hasSize(19).startsWith("b2").endsWith("b20");
        assertThat(schedule.figures()).isEqualTo(new ScheduleFigures(0, 1, 2, true, false));

        pass(Duration.ofMinutes(1));
        dead = take();
        assertThat(ids(dead)).containsExactly("a1");
        schedule.delivered(dead, TARGET::equals);
        assertThat(schedule.figures().outage()).isFalse();
        assertThat(ids(take())).containsExactly("a2");
    }

    @Test
    void othersRunInBatchesWhileOneWaitsAlone() {
        offer("a1");
        Turn dead = take();
        offer("b1", "b2", "b3");
        failOften(dead);
        schedule.delivered(take(), ANOTHER::equals);

        assertThat(ids(take())).containsExactly("a1");
        assertThat(ids(take())).containsExactly("b2", "b3");
    }

    @Test
    void theBurialOfTheOnlyOneThatWaitsEndsTheOutage() {
        offer("a1");
        Turn dead = take();
        offer("b1", "b2", "b3");
        failOften(dead);
        assertThat(schedule.giveUp("a1", DEAD)).isTrue();
        schedule.buried(take());
        Turn tried = take();
        assertThat(ids(tried)).containsExactly("b1");

        schedule.delivered(tried, ANOTHER::equals);

        assertThat(schedule.figures().outage()).isFalse();
        assertThat(ids(take())).containsExactly("b2", "b3");
    }

    @Test
    void aTargetThatIsAwayIsTriedAboutOnceInEachWaitHoweverManyWaitForIt() {
        int chats = 20;
        for (int chat = 0; chat < chats; chat++) {
            assertThat(schedule.offer(new Waiting("e" + chat, "chat" + chat))).isTrue();
        }
        int attempts = 0;
        for (int hour = 0; hour < 4; hour++) {
            attempts = 0;
            for (int second = 0; second < 3_600; second++) {
                for (Turn turn = take(); turn != null; turn = take()) {
                    attempts++;
                    assertThat(schedule.targetIsAway(turn, TARGET)).isFalse();
                }
                pass(SECOND);
            }
            // The longest wait is a minute, less a fifth: once by a chat that waits alone, and once by another.
            assertThat(attempts).isBetween(55, 2 * 75);
        }
        assertThat(attempts).as("when all wait alone").isLessThanOrEqualTo(75);

        // Back again: the first that finds out lets all others go.
        pass(Duration.ofMinutes(1));
        for (int delivered = 0; delivered < chats; delivered++) {
            schedule.delivered(take(), TARGET::equals);
        }
        assertThat(schedule.figures()).isEqualTo(new ScheduleFigures(0, 0, 0, false, false));
    }

    @Test
    void aRepeatRunsOnceOutsideOfATransaction() {
        offer("a1");
        Turn turn = take();
        assertThat(turn.isRepeat()).isFalse();
        assertThat(schedule.retryAsRepeat(turn)).isTrue();
        Turn again = take();
        assertThat(again.isRepeat()).isTrue();
        assertThat(schedule.retryAsRepeat(again)).isFalse();
        schedule.delivered(again, TARGET::equals);

        offer("a2");
        assertThat(take().isRepeat()).as("another event").isFalse();
    }

    @Test
    void whatIsGivenUpIsBuriedAtOnceAndTheChatGoesOn() {
        offer("a1", "a2");
        Turn turn = takeSingly("a1");
        schedule.giveUp(turn, DEAD);

        Turn burial = take();
        assertThat(ids(burial)).containsExactly("a1");
        assertThat(burial.deadLetter()).isSameAs(DEAD);
        schedule.buried(burial);
        Turn next = take();
        assertThat(ids(next)).containsExactly("a2");
        assertThat(next.deadLetter()).isNull();
    }

    @Test
    void anOperatorCanGiveUpAnEventThatIsHeldOrThatBlocksEverything() {
        offer("a1", "a2");
        schedule.hold(takeSingly("a1"), Duration.ofHours(1));
        assertThat(schedule.giveUp("a2", DEAD)).as("it waits behind another").isFalse();
        assertThat(schedule.giveUp("a1", DEAD)).isTrue();
        Turn burial = take();
        assertThat(burial.deadLetter()).isSameAs(DEAD);
        schedule.buried(burial);
        assertThat(schedule.figures()).isEqualTo(new ScheduleFigures(0, 0, 0, false, false));

        schedule.targetIsAway(takeSingly("a2"), TARGET);
        assertThat(schedule.giveUp("a2", DEAD)).isTrue();
        assertThat(ids(take())).as("a burial needs no target").containsExactly("a2");
    }

    @Test
    void anOutageEndsWithTheBurialOfTheLastThatWaited() {
        offer("a1", "b1");
        schedule.targetIsAway(takeSingly("a1"), TARGET);
        schedule.giveUp("a1", DEAD);
        schedule.buried(take());
        assertThat(schedule.figures().outage()).as("b1 waits for the target").isTrue();

        schedule.giveUp("b1", DEAD);
        schedule.buried(take());
        assertThat(schedule.figures().outage()).isFalse();
    }

    @Test
    void anEventThatIsGivenUpWhileItRunsIsBuriedWhenItFails() {
        offer("a1");
        Turn running = take();
        assertThat(schedule.giveUp("a1", DEAD)).isTrue();
        assertThat(take()).isNull();

        schedule.hold(running, SECOND);
        assertThat(take().deadLetter()).isSameAs(DEAD);
    }

    @Test
    void whatIsClearedIsGivenBackInOrderAndNoLaneCanTakeItAnyMore() {
        offer("a1", "a2", "a3", "a4", "a5", "b1");
        Turn turn = take();
        assertThat(ids(turn)).containsExactly("a1", "a2", "a3", "a4");

        assertThat(schedule.clear(SECOND))
                .extracting(QueuedEvent::id)
                .containsExactlyInAnyOrder("a1", "a2", "a3", "a4", "a5", "b1")
                .containsSubsequence("a1", "a2", "a3", "a4", "a5");
        assertThat(schedule.claim(turn)).isFalse();
        schedule.delivered(turn, TARGET::equals);
        assertThat(take()).isNull();
        assertThat(schedule.isIdle()).isTrue();
    }

    @Test
    void nothingRunsBetweenACommitThatIsNotCertainAndTheNewStart() {
        offer("a1", "b1");
        Turn turn = takeSingly("a1");
        offer("a2");
        schedule.forget(turn);

        assertThat(take()).isNull();
        assertThat(schedule.clear(SECOND)).extracting(QueuedEvent::id).containsExactlyInAnyOrder("a2", "b1");
        offer("a1");
        assertThat(ids(take())).containsExactly("a1");
    }

    @Test
    void aTurnIsBoundedInBytesAndALargeEventRunsAlone() {
        Schedule wide = schedule(100, 10_000, 32 << 20);
        for (int i = 0; i < 3; i++) {
            wide.offer(new Waiting("a" + i, "a", 3 << 20));
        }
        wide.offer(new Waiting("b0", "b", 8 << 20));

        Turn first = take(wide);
        assertThat(ids(first)).containsExactly("a0", "a1");
        assertThat(ids(take(wide))).containsExactly("b0");
        wide.delivered(first, TARGET::equals);
        assertThat(ids(take(wide))).containsExactly("a2");
    }

    @Test
    void whatALaneIsTakingOffTheQueueIsNotGivenBackThoughItTakesTooLong() {
        offer("a1", "a2", "a3", "a4", "a5");
        Turn taking = take();
        assertThat(schedule.claim(taking)).isTrue();

        assertThat(schedule.clear(Duration.ofMillis(1)))
                .extracting(QueuedEvent::id)
                .containsExactly("a5");
        assertThat(schedule.isIdle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLostDoubledOrOutOfOrderWhateverHappens(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> delivered = new HashMap<>();
        Map<String, Integer> offered = new HashMap<>();
        Deque<Turn> lanes = new ArrayDeque<>();
        int steps = 20_000;
        for (int step = 0;
                step < steps || delivered.values().stream().mapToInt(i -> i).sum() < sum(offered);
                step++) {
            boolean mends = step >= steps;
            if (!mends && random.nextInt(3) == 0) {
                String chat = "chat" + random.nextInt(20);
                int number = offered.getOrDefault(chat, 0) + 1;
                if (schedule.offer(new Waiting(chat + "-" + number, chat))) {
                    offered.put(chat, number);
                }
            }
            Turn taken = lanes.size() < 4 ? take() : null;
            if (taken != null) {
                lanes.addLast(taken);
            }
            if (!lanes.isEmpty() && (mends || random.nextBoolean())) {
                end(lanes.removeFirst(), mends ? 0 : random.nextInt(8), delivered);
            }
            now.addAndGet(mends ? 100_000 : random.nextInt(500));
        }
        assertThat(delivered).isEqualTo(offered);
        assertThat(schedule.figures()).isEqualTo(new ScheduleFigures(0, 0, 0, false, false));
    }

    private void end(Turn turn, int outcome, Map<String, Integer> delivered) {
        switch (outcome) {
            case 5 -> schedule.retrySingly(turn);
            case 6 -> failAlone(turn);
            case 7 -> failAsIfAway(turn);
            default -> {
                schedule.shorten(turn, 1 + outcome % turn.size());
                for (QueuedEvent event : turn.events()) {
                    int number =
                            Integer.parseInt(event.id().substring(event.id().indexOf('-') + 1));
                    assertThat(number).isEqualTo(delivered.merge(event.group(), 1, Integer::sum));
                }
                schedule.delivered(turn, TARGET::equals);
            }
        }
    }

    private void failAlone(Turn turn) {
        if (turn.size() == 1) {
            schedule.countAttempt(turn);
            schedule.hold(turn, SECOND);
        } else {
            schedule.retrySingly(turn);
        }
    }

    private void failAsIfAway(Turn turn) {
        if (schedule.targetIsAway(turn, TARGET)) {
            schedule.countAttempt(turn);
            schedule.hold(turn, SECOND);
        }
    }

    /** Fails as often as an event has attempts, as if the target were away. */
    private void failOften(Turn turn) {
        List<String> ids = ids(turn);
        for (int failure = 1; failure <= 3; failure++) {
            assertThat(ids(turn)).isEqualTo(ids);
            assertThat(schedule.targetIsAway(turn, TARGET)).isFalse();
            pass(Duration.ofMinutes(1));
            if (failure < 3) {
                turn = take();
            }
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(i -> i).sum();
    }

    private Schedule schedule(int batchSize, int heldEvents) {
        return schedule(batchSize, heldEvents, Long.MAX_VALUE);
    }

    private Schedule schedule(int batchSize, int heldEvents, long mostBytes) {
        return new Schedule(
                new DeliveryPolicy(batchSize, 3, SECOND, Duration.ofMinutes(1), heldEvents),
                4,
                () -> mostBytes,
                now::get);
    }

    /** The first letters of an event name its chat. */
    private void offer(String... ids) {
        for (String id : ids) {
            assertThat(schedule.offer(event(id))).isTrue();
        }
    }

    private static String[] numbered(String chat, int events) {
        return IntStream.rangeClosed(1, events).mapToObj(i -> chat + i).toArray(String[]::new);
    }

    private Turn take() {
        return take(schedule);
    }

    private static Turn take(Schedule from) {
        return take(from, Duration.ZERO);
    }

    private static Turn take(Schedule from, Duration patience) {
        try {
            return from.take(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A turn of one event, as it comes after a batch has failed. */
    private Turn takeSingly(String id) {
        Turn turn = take();
        if (turn.size() > 1) {
            schedule.retrySingly(turn);
            turn = take();
        }
        List<Turn> others = new ArrayList<>();
        while (!ids(turn).equals(List.of(id))) {
            others.add(turn);
            turn = take();
        }
        others.forEach(schedule::retrySingly);
        return turn;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    private static List<String> ids(Turn turn) {
        return turn.events().stream().map(QueuedEvent::id).toList();
    }

    private static QueuedEvent event(String id) {
        return new Waiting(id, id.replaceAll("\\d+$", ""));
    }

    private record Waiting(String id, String group, long size) implements QueuedEvent {
        Waiting(String id, String group) {
            this(id, group, 1_000);
        }

        /** The number of an event in its chat stands for its time. */
        @Override
        public Instant storedAt() {
            return Instant.ofEpochSecond(Long.parseLong(id.replaceAll("\\D", "")));
        }

        @Override
        public EventFacts facts() {
            throw new UnsupportedOperationException("a schedule asks for no facts");
        }

        @Override
        public StoredEvent read() {
            throw new UnsupportedOperationException("a schedule reads no event");
        }
    }
}
