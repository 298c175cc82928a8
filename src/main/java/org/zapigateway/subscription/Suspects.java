package org.zapigateway.subscription;

import java.util.LinkedHashSet;
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
        return chats.stream().anyMatch(chat -> chat.trouble().outages() >= maxAttempts);
    }

    /**
     * Events were delivered.
     *
     * @param reached tells whether a target has taken one of them; {@code null} stands for a target that is not known
     */
    void othersPassed(Predicate<String> reached) {
        for (WaitingChat chat : chats) {
            Trouble trouble = chat.trouble();
            if (reached.test(trouble.target())) {
                trouble.otherPassed(trouble.outages() >= maxAttempts);
            }
        }
    }
}
