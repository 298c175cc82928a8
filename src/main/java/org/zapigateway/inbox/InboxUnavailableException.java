package org.zapigateway.inbox;

/**
 * The inbox cannot promise that an event is on disk. It may or may not have been stored; a re-send is safe, because a
 * repeat is stored once.
 */
public final class InboxUnavailableException extends Exception {
    /** Why the inbox refused; the text names the metric and stands in no answer. */
    public enum Reason {
        NOT_RUNNING,
        OVERLOADED,
        DISK_FULL,
        APPEND_FAILED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    InboxUnavailableException(Reason reason, Throwable cause) {
        super("the inbox is unavailable: " + reason, cause);
        this.reason = reason;
    }

    InboxUnavailableException(Reason reason) {
        this(reason, null);
    }

    /** Why the inbox refused. */
    public Reason reason() {
        return reason;
    }
}
