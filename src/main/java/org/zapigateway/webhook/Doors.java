package org.zapigateway.webhook;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the gateway takes events: from the moment that all routes are loaded, because an event that comes before its
 * subscription would belong to nobody, until it begins to stop. Closed doors stay closed: a stop can come while routes
 * are still being loaded, and the end of that must not open them again. Safe for use by several threads.
 */
public final class Doors {
    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_YET_OPEN);

    /** Takes events from now on, unless they were closed. */
    public void open() {
        state.compareAndSet(State.NOT_YET_OPEN, State.OPEN);
    }

    /** Answers 503 from now on, for good. */
    public void close() {
        state.set(State.CLOSED);
    }

    /** Whether events are taken. */
    public boolean isOpen() {
        return state.get() == State.OPEN;
    }

    private enum State {
        NOT_YET_OPEN,
        OPEN,
        CLOSED
    }
}
