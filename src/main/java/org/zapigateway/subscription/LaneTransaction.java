package org.zapigateway.subscription;

import java.util.List;
import org.zapigateway.inbox.QueuedEvent;
import org.zapigateway.inbox.TakenUncertainException;

/**
 * One transaction of a lane after another: what its route sends to the company's broker, and the events that it takes off
 * the inbox. Used by one thread.
 */
public interface LaneTransaction {
    /** Runs a batch so that its sends share one transaction; where that is not the inbox's own, it is committed then. */
    void run(Runnable batch);

    /** Whether what was sent takes so much memory that it should be committed before more is sent. */
    boolean isFull();

    /**
     * Takes the events off the inbox, on disk when it returns, with what was sent if that waits for this.
     *
     * @throws TakenUncertainException when it is not certain whether they were taken
     * @throws Exception when they were not taken
     */
    void commit(List<QueuedEvent> events) throws Exception;

    /** Gives up what was sent and not committed. */
    void rollback();

    /** Ends it; what is not committed is given up. */
    void close();
}
