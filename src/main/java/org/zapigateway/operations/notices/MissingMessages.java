package org.zapigateway.operations.notices;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.zapigateway.event.StatusData;

/**
 * Finds messages that never came, by their statuses. A status does not say how old its message is, so it tells only when
 * the message would be remembered: {@code SENT} and {@code RECEIVED} mostly come within the hour, a message may be read a
 * week later. All times are milliseconds; safe for use by several threads.
 */
final class MissingMessages {
    private static final Set<String> SOON = Set.of("SENT", "RECEIVED");
    private static final long SOON_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long LATER_MILLIS = TimeUnit.DAYS.toMillis(7);
    private static final int MOST_WAITING = 10_000;

    private final int most;
    private final long wait;
    private final Map<Long, Long> known = new LinkedHashMap<>();
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private long knownSince;

    MissingMessages(NoticesSettings settings, long startedAt) {
        this.most = settings.rememberedMessages();
        this.wait = settings.messageWait().toMillis();
        this.knownSince = startedAt;
    }

    /** A message came, or something that shows that the gateway knows it. */
    synchronized void message(long message, long now) {
        remember(message, now);
        waiting.remove(message);
    }

    /** A status came. */
    synchronized void status(long message, StatusData status, WatchedInstance instance, long now) {
        long reach = SOON.contains(status.status()) ? SOON_MILLIS : LATER_MILLIS;
        if (now - knownSince >= reach && !known.containsKey(message) && waiting.size() < MOST_WAITING) {
            waiting.putIfAbsent(message, new Waiting(instance, now + wait));
        }
    }

    /** Gives up those whose time is over, and tells their instances. */
    synchronized void look(long now) {
        Iterator<Map.Entry<Long, Waiting>> oldestFirst = waiting.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Long, Waiting> message = oldestFirst.next();
            if (message.getValue().until() > now) {
                return;
            }
            oldestFirst.remove();
            message.getValue().instance().missed(now);
            // Its further statuses say nothing new.
            remember(message.getKey(), now);
        }
    }

    private void remember(long hash, long now) {
        if (known.putIfAbsent(hash, now) == null && known.size() > most) {
            Iterator<Long> oldestFirst = known.values().iterator();
            knownSince = oldestFirst.next();
            oldestFirst.remove();
        }
    }

    /**
     * A message of an instance. Ids are remembered as a hash, because senders choose them and their length. Two that share
     * one hide a missing message, one in ten thousand at most.
     */
    static long hash(String instanceId, String messageId) {
        return (long) instanceId.hashCode() << Integer.SIZE | messageId.hashCode() & 0xffff_ffffL;
    }

    private record Waiting(WatchedInstance instance, long until) {}
}
