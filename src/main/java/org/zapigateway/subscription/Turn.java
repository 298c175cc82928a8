package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.zapigateway.inbox.QueuedEvent;

/**
 * The events that a lane works on in one transaction: of one or more chats, of each the first ones. Guarded by the lock of
 * its {@link Schedule}, but for the events and what is known of them, which nobody but its lane changes once it has the turn.
 */
final class Turn {
    private final Map<WaitingChat, List<QueuedEvent>> shares = new LinkedHashMap<>();
    private final int maxEvents;
    private final long maxBytes;
    private final boolean repeat;
    private final DeadLetter deadLetter;
    private int size;
    private long bytes;
    private boolean claimed;

    /** A turn for events that are in no trouble, none yet; once they take {@code maxBytes}, no other is added. */
    Turn(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        repeat = false;
        deadLetter = null;
    }

    /** A turn for the first event of a chat, with what is known of it; without it yet. */
    Turn(WaitingChat chat) {
        maxEvents = 1;
        maxBytes = Long.MAX_VALUE;
        repeat = chat.isRepeat();
        deadLetter = chat.deadLetter();
    }

    /** Adds the first events of a chat, as many as there is room for; one in any case. */
    void add(WaitingChat chat) {
        List<QueuedEvent> share = chat.take(maxEvents - size, maxBytes - bytes);
        shares.put(chat, share);
        size += share.size();
        bytes += bytes(share);
    }

    /** Does without what lies behind the first events, and returns that in order, by chat. */
    List<Map.Entry<WaitingChat, List<QueuedEvent>>> cut(int events) {
        List<Map.Entry<WaitingChat, List<QueuedEvent>>> rest = new ArrayList<>();
        int left = events;
        for (Map.Entry<WaitingChat, List<QueuedEvent>> entry : shares.entrySet()) {
            List<QueuedEvent> share = entry.getValue();
            int kept = Math.min(left, share.size());
            left -= kept;
            if (kept < share.size()) {
                rest.add(Map.entry(entry.getKey(), share.subList(kept, share.size())));
                entry.setValue(share.subList(0, kept));
            }
        }
        shares.values().removeIf(List::isEmpty);
        size = events;
        rest.forEach(cut -> bytes -= bytes(cut.getValue()));
        return rest;
    }

    /** Whether there is room for another event. */
    boolean hasRoom() {
        return size < maxEvents && bytes < maxBytes;
    }

    int size() {
        return size;
    }

    /** About how much memory its events take. */
    long bytes() {
        return bytes;
    }

    boolean isSingle() {
        return size == 1;
    }

    /** The events in the order in which they are to run. */
    List<QueuedEvent> events() {
        return shares.values().stream().flatMap(List::stream).toList();
    }

    /** The first event of each chat. */
    Stream<QueuedEvent> firstOfChats() {
        return shares.values().stream().map(share -> share.get(0));
    }

    /** The chat of a turn with one event. */
    WaitingChat chat() {
        return shares.keySet().iterator().next();
    }

    /** Whether this is its only event. */
    boolean isOf(String eventId) {
        return isSingle() && events().get(0).id().equals(eventId);
    }

    /** Each of its events is to run alone, to find out which of them fails. */
    void suspectAll() {
        shares.forEach((chat, events) -> chat.suspect(events.size()));
    }

    /** Whether the target has the event already, so that it is to run outside of a transaction. */
    boolean isRepeat() {
        return repeat;
    }

    /** Why the event is not to run but to become a dead letter, or {@code null}. */
    DeadLetter deadLetter() {
        return deadLetter;
    }

    Map<WaitingChat, List<QueuedEvent>> shares() {
        return shares;
    }

    /** Whether its lane is taking the events off the queue, so that nobody else may give them back. */
    boolean isClaimed() {
        return claimed;
    }

    void claim(boolean claim) {
        claimed = claim;
    }

    private static long bytes(List<QueuedEvent> events) {
        return events.stream().mapToLong(QueuedEvent::size).sum();
    }
}
