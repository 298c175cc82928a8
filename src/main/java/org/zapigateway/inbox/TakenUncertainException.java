package org.zapigateway.inbox;

/**
 * It is not certain whether events were taken off their queue. Only the broker knows: they are gone, or they come again
 * through the feed when it is opened anew. The cause says what happened.
 */
public final class TakenUncertainException extends Exception {
    private static final long serialVersionUID = 1L;

    public TakenUncertainException(Throwable cause) {
        super("the embedded broker did not confirm that events left their queue", cause);
    }
}
