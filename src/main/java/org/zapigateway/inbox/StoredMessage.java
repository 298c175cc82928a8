package org.zapigateway.inbox;

import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.CoreMessageObjectPools;
import org.apache.activemq.artemis.utils.collections.TypedProperties;

/**
 * A message of the inbox. One that waits for an operator, or for nobody, has no properties as objects meanwhile: they stand in
 * its bytes, as the journal needs them, and Artemis reads them from there when somebody asks, as from each message that it
 * loads at a start. As objects they are forty for a message, a third of its memory, and the collector stops everybody to copy
 * those of all that came lately.
 *
 * <p>What a subscription wants is not packed: it is read at once.
 *
 * <p>Made and {@link #settle settled} by one thread; then safe for use by many.
 */
final class StoredMessage extends CoreMessage {
    private boolean settled;

    /** An empty message, which shares its texts with those of the pools. */
    StoredMessage(CoreMessageObjectPools pools) {
        super(pools);
    }

    /**
     * Says that it will wait: its bytes are brought up to date, and Artemis can find the properties in them. Not for a message
     * that others see already.
     */
    void settle() {
        TypedProperties kept = getProperties();
        receiveBuffer(encode().getBuffer());
        properties = kept;
        settled = true;
    }

    /** Lets go of the objects, unless it was never settled or was changed since. */
    synchronized void pack() {
        if (settled) {
            properties = null;
        }
    }

    @Override
    public synchronized void messageChanged() {
        settled = false;
        super.messageChanged();
    }

    /** A copy whose original was packed in the middle of it would have no properties. */
    @Override
    public synchronized ICoreMessage copy() {
        return super.copy();
    }
}
