package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests that are refused, and counts them. Safe for use by several threads. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final String REFUSAL = Refusal.class.getName();

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    Refusals() {
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, new LongAdder());
        }
    }

    /**
     * Counts a refusal and tells the sender its problem. A request is refused once: when the server failed to read a
     * body, it throws away the answer that the edge gave, and asks for another.
     */
    void answer(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object before = request.getAttribute(REFUSAL);
        if (before == null) {
            counts.get(refusal).increment();
            if (refusal.problem() == Problem.UNAUTHORISED) {
                warn(refusal);
            }
            request.setAttribute(REFUSAL, refusal);
        }
        (before instanceof Refusal first ? first : refusal).problem().answer(response);
    }

    /** An event is lost with each, when it was Z-API that posted. Not who: anybody may post, and fill the log. */
    private void warn(Refusal refusal) {
        long now = System.nanoTime();
        long due = nextWarning.get();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS.toNanos())) {
            LOG.warn(
                    "webhook: a request was answered 401 ({}), {} of them since the start; if Z-API sent it, its event is lost:"
                            + " compare zapi.instances with its panel",
                    refusal.reason(),
                    count(refusal));
        }
    }

    /** How many requests were refused for a reason since the start. */
    public long count(Refusal refusal) {
        return counts.get(refusal).sum();
    }
}
