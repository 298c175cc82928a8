package org.zapigateway.inbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.server.Queue;

/** The thread that a queue of the broker has of its own. It takes in what was committed, soon after the commit. */
final class QueueThread {
    private static final long LONGEST_SECONDS = 10;

    private QueueThread() {}

    /**
     * Returns when the queue's thread has taken in what was committed before; until then the queue neither shows nor counts
     * it. Artemis has such a wait too ({@link Queue#flushExecutor()}); it ends too early when the thread has yet to begin, or
     * is at its last task.
     *
     * @throws ActiveMQException when it does not do so within ten seconds: the broker is being stopped, or is overloaded
     */
    static void catchUp(Queue queue) throws ActiveMQException {
        CountDownLatch takenIn = new CountDownLatch(1);
        // Stands in line behind what was committed; of a long line the thread takes in a thousand at a time.
        queue.flushOnIntermediate(takenIn::countDown);
        try {
            if (!takenIn.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw behind(queue, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(queue, e);
        }
    }

    private static ActiveMQException behind(Queue queue, Exception cause) {
        return new ActiveMQException(
                "the broker has not taken in yet what was stored for " + queue.getName() + "; try again",
                cause,
                ActiveMQExceptionType.NOT_CONNECTED);
    }
}
