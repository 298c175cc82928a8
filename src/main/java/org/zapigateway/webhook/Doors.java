package org.zapigateway.webhook;

/**
 * Whether the gateway takes events: from the moment that all routes are loaded, because an event that comes before its
 * subscription would belong to nobody, until it begins to stop.
 */
public final class Doors {
    private volatile boolean open;

    /** Takes events from now on. */
    public void open() {
        open = true;
    }

    /** Answers 503 from now on. */
    public void close() {
        open = false;
    }

    /** Whether events are taken. */
    public boolean isOpen() {
        return open;
    }
}
