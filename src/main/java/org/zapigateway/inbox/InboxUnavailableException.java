package org.zapigateway.inbox;

/**
 * The inbox cannot promise that an event is on disk. It may or may not have been stored; a re-send is safe, because a
 * repeat is stored once.
 */
public final class InboxUnavailableException extends Exception {
    /** Why the inbox refused; it stands in health and log, and in no answer to a sender. */
    public enum Reason {
        /** The broker has stopped, or is being started again. */
        NOT_RUNNING,
        /** More requests wait than may. */
        OVERLOADED,
        /** The disk does not confirm a commit in time. */
        STALLED,
        /** Less disk is free than {@code zapi.inbox.min-free-disk}. */
        DISK_FULL,
        /** The data directory is not the one any more whose files are open. */
        DIRECTORY_REPLACED,
        /** The journal could not be written, or did not say whether it was. */
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
