package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Answers requests that are refused, and counts them. Safe for use by several threads. */
public final class Refusals {
    private static final String REFUSAL = Refusal.class.getName();

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

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
            request.setAttribute(REFUSAL, refusal);
        }
        (before instanceof Refusal first ? first : refusal).problem().answer(response);
    }

    /** How many requests were refused for a reason since the start. */
    public long count(Refusal refusal) {
        return counts.get(refusal).sum();
    }
}
