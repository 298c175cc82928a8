package org.zapigateway.inbox;

import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.paging.PagedMessage;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.cursor.PageIterator;
import org.apache.activemq.artemis.core.paging.cursor.PagePosition;
import org.apache.activemq.artemis.core.paging.cursor.PagedReference;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * The messages of a queue in order, each once, without taking them: those in the broker's memory, then those on disk. The
 * broker's own browser looks into memory again after each message on disk, and shows one a second time that has been read
 * from its page meanwhile. Used by one thread.
 */
final class QueueWalk implements AutoCloseable {
    private final Queue queue;
    private final LinkedListIterator<MessageReference> inMemory;
    private final PageIterator onDisk;
    private final Set<PagePosition> readFromDisk = new HashSet<>();
    private boolean isOnDisk;

    /**
     * Begins a walk over what was committed before.
     *
     * @throws ActiveMQException when the broker does not show all of that yet
     */
    QueueWalk(Queue queue) throws ActiveMQException {
        QueueThread.catchUp(queue);
        this.queue = queue;
        this.inMemory = queue.iterator();
        this.onDisk = queue.getPageSubscription().iterator(true);
    }

    /** The next message; {@code null} when there is none. */
    MessageReference next() {
        MessageReference next = isOnDisk ? null : nextInMemory();
        if (next == null) {
            isOnDisk = true;
            next = nextOnDisk();
        }
        return next;
    }

    private MessageReference nextInMemory() {
        while (inMemory.hasNext()) {
            MessageReference reference = takeNextInMemory();
            if (reference != null && reference.isPaged()) {
                readFromDisk.add(((PagedReference) reference).getPosition());
            }
            if (reference != null && !isGone(queue, reference)) {
                return reference;
            }
        }
        return null;
    }

    /** {@code null} when the last message has left the queue between the broker's look for one and this one. */
    private MessageReference takeNextInMemory() {
        try {
            return inMemory.next();
        } catch (NoSuchElementException e) {
            return null;
        }
    }

    private MessageReference nextOnDisk() {
        while (onDisk.hasNext()) {
            PagedReference reference = onDisk.next();
            if (!readFromDisk.remove(reference.getPosition()) && !isGone(queue, reference)) {
                return reference;
            }
        }
        return null;
    }

    /**
     * Whether a message that the broker still shows has left the queue: it was taken from its page, and had just been read
     * from there.
     */
    static boolean isGone(Queue queue, MessageReference reference) {
        if (!reference.isPaged()) {
            return false;
        }
        PagedMessage message = ((PagedReference) reference).getPagedMessage();
        PagingStore pages = queue.getPagingStore();
        // A page goes when all of it is taken, and what was known of its messages with it.
        return !pages.isPaging()
                || message.getPageNumber() < pages.getFirstPage()
                || queue.getPageSubscription().isAcked(message);
    }

    @Override
    public void close() {
        inMemory.close();
        onDisk.close();
    }
}
