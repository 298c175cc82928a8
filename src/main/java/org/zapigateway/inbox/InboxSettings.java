package org.zapigateway.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code zapi.inbox.*}: the durable store between the HTTP edge and the routes.
 *
 * @param duplicateWindow how many of the latest event ids are known, so that a repeat is stored once; an id costs 16
 *     bytes on disk and less than 30 of heap
 * @param minFreeDisk with less usable disk than this the edge answers 503
 * @param maxBatchEvents the most events that share one commit and one disk sync
 * @param maxBatchBytes the most bytes that share one commit; one request larger than this commits alone
 * @param maxWait how long a request waits for its commit; beyond it the edge answers 503
 * @param maxWaiting the most requests that wait for their commit; beyond it the edge answers 503
 * @param maxWaitingBytes the most bytes that wait for their commit; beyond it the edge answers 503
 * @param maxMemory the most heap that stored events occupy before they are paged to disk, for each address; all
 *     addresses together take no more than a quarter of the heap, and each one with a backlog on disk takes about a
 *     thousandth of it in addition
 */
public record InboxSettings(
        @DefaultValue("200000") int duplicateWindow,
        @DefaultValue("512MB") DataSize minFreeDisk,
        @DefaultValue("256") int maxBatchEvents,
        @DefaultValue("4MB") DataSize maxBatchBytes,
        @DefaultValue("2000") int maxWaiting,
        @DefaultValue("64MB") DataSize maxWaitingBytes,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("64MB") DataSize maxMemory) {
    public InboxSettings {
        atLeast(1, duplicateWindow, "zapi.inbox.duplicate-window");
        atLeast(1, maxBatchEvents, "zapi.inbox.max-batch-events");
        atLeast(1, maxWaiting, "zapi.inbox.max-waiting");
        atLeast(1, maxBatchBytes.toBytes(), "zapi.inbox.max-batch-bytes");
        atLeast(1, maxWaitingBytes.toBytes(), "zapi.inbox.max-waiting-bytes");
        atLeast(1, maxWait.toMillis(), "zapi.inbox.max-wait");
        atLeast(1 << 20, maxMemory.toBytes(), "zapi.inbox.max-memory");
    }

    private static void atLeast(long least, long value, String key) {
        if (value < least) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be at least " + least);
        }
    }
}
