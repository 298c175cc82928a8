package org.zapigateway.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how many wrong logins are tried within a minute: of one sender, and in all. A sender that has used up the
 * first is refused, even with the right password; others are not. When all together have used up the second, only those
 * are let in who logged in before. What it remembers is bounded by these limits. Safe for use by many threads, which it
 * lets try one after another, so that no more can be tried by trying them at once.
 */
final class LoginAttempts {
    /** How long who is refused has to wait at most. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    static final int MOST_OF_SENDER = 5;
    static final int MOST = 100;
    static final int MOST_KNOWN = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LoginAttempts.class);

    private final LongSupplier nanoTime;
    private final Counter wrongLogins;
    private final Counter refusedUntried;
    private final Map<String, Integer> wrong = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private int wrongInAll;
    private long periodBegan;

    /** @param nanoTime as {@link System#nanoTime()}: who sets the clock of the machine must not end or prolong a period */
    LoginAttempts(LongSupplier nanoTime, MeterRegistry registry) {
        this.nanoTime = nanoTime;
        this.periodBegan = nanoTime.getAsLong() - PERIOD.toNanos();
        this.wrongLogins = counter(registry, "wrong");
        this.refusedUntried = counter(registry, "too-many");
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("zapi.logins.refused")
                .tag("reason", reason)
                .description("Logins to the operations port that were refused")
                .register(registry);
    }

    /**
     * Tries a login, unless too many were wrong.
     *
     * @param sender where it comes from
     * @param login whether it is right
     */
    synchronized Result attempt(String sender, BooleanSupplier login) {
        beginPeriod();
        if (isExhausted(sender)) {
            refusedUntried.increment();
            return Result.TOO_MANY;
        }
        if (login.getAsBoolean()) {
            remember(sender);
            return Result.RIGHT;
        }
        wrong.merge(sender, 1, Integer::sum);
        wrongInAll++;
        wrongLogins.increment();
        LOG.warn("a login to the operations port from {} was wrong", sender);
        return Result.WRONG;
    }

    private void beginPeriod() {
        long now = nanoTime.getAsLong();
        if (now - periodBegan >= PERIOD.toNanos()) {
            wrong.clear();
            wrongInAll = 0;
            periodBegan = now;
        }
    }

    private boolean isExhausted(String sender) {
        return wrong.getOrDefault(sender, 0) >= MOST_OF_SENDER || wrongInAll >= MOST && !known.contains(sender);
    }

    private void remember(String sender) {
        known.remove(sender);
        known.add(sender);
        if (known.size() > MOST_KNOWN) {
            known.remove(known.iterator().next());
        }
    }

    /** What became of a login. */
    enum Result {
        RIGHT,
        WRONG,
        /** It was not tried; another one will be after {@link #PERIOD} at the latest. */
        TOO_MANY
    }
}
