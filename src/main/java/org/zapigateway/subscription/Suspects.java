package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The chats whose first event has failed alone as if its target were away. When that target takes others, the events that
 * have failed so as often as they have attempts are to blame themselves. Guarded by the lock of its {@link Schedule}.
 */
final class Suspects {
    private final int maxAttempts;
    private final Set<WaitingChat> chats = new LinkedHashSet<>();

    Suspects(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    void add(WaitingChat chat) {
        chats.add(chat);
    }

    boolean contains(WaitingChat chat) {
        return chats.contains(chat);
    }

    /** Its first event has left: nothing is known of the next. */
    void remove(WaitingChat chat) {
        chats.remove(chat);
    }

    void clear() {
        chats.clear();
    }

    /** Whether one has failed so often that events of other chats are to be tried, each once, before it. */
    boolean oneHasFailedOften() {
        return chats.stream().anyMatch(this::hasFailedOften);
    }

    /** Whether one waits for its target. */
    boolean oneAwaitsItsTarget() {
        return chats.stream().anyMatch(WaitingChat::awaitsTarget);
    }

    /** Whether all that wait for their target have failed so often. */
    boolean allHaveFailedOften() {
        return chats.stream().filter(WaitingChat::awaitsTarget).allMatch(this::hasFailedOften);
    }

    /** Whether it has failed again after it had failed so often. */
    boolean failsStill(WaitingChat chat) {
        return chat.trouble().outages() > maxAttempts;
    }

    /**
     * When a target is to be tried next by one that is held for it.
     *
     * @param target {@code null} for one that is not known
     * @return the time of the last in its line; {@code Long.MIN_VALUE} when none is held
     */
    long lastAttempt(String target) {
        return chats.stream()
                .filter(chat ->
                        chat.awaitsTarget() && Objects.equals(chat.trouble().target(), target))
                .mapToLong(WaitingChat::heldUntil)
                .max()
                .orElse(WaitingChat.NOT_HELD);
    }

    /**
     * Events were delivered.
     *
     * @param reached tells whether a target has taken one of them; {@code null} stands for a target that is not known
     * @return the chats that waited for such a target
     */
    List<WaitingChat> othersPassed(Predicate<String> reached) {
        List<WaitingChat> waited = new ArrayList<>();
        for (WaitingChat chat : chats) {
            Trouble trouble = chat.trouble();
            if (reached.test(trouble.target())) {
                if (trouble.awaitsTarget()) {
                    waited.add(chat);
                }
                trouble.otherPassed(hasFailedOften(chat));
            }
        }
        return waited;
    }

    private boolean hasFailedOften(WaitingChat chat) {
        return chat.trouble().outages() >= maxAttempts;
    }
}
