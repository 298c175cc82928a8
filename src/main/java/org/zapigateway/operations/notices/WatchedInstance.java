package org.zapigateway.operations.notices;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventType;
import org.zapigateway.event.StatusData;

/** What is known of the events of one instance. All times are milliseconds; safe for use by several threads. */
final class WatchedInstance {
    private static final String READ_BY_ME = "READ_BY_ME";
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final String name;
    private final Rhythm rhythm;
    private final ArrivalAges ages = new ArrivalAges();
    private final long[] latestMissing;
    private final boolean[] seen = new boolean[4];
    private boolean connected = true;
    private long missing;

    WatchedInstance(String name, NoticesSettings settings, ZoneId zone) {
        this.name = name;
        this.rhythm = new Rhythm(settings, zone);
        this.latestMissing = new long[settings.missingMessages()];
        Arrays.fill(latestMissing, Long.MIN_VALUE);
    }

    /** The name from the settings, or Z-API's id. */
    String name() {
        return name;
    }

    /** An event of it was accepted. */
    synchronized void heard(CanonicalEvent event, long arrivedAt) {
        boolean message = isMessage(event.type());
        if (event.type() == EventType.INSTANCE_DISCONNECTED) {
            connected = false;
            rhythm.pause();
        } else if (message || event.type() == EventType.INSTANCE_CONNECTED) {
            connected = true;
        }
        if (connected) {
            rhythm.heard(arrivedAt);
        }
        if (message) {
            ages.add(event.time().toEpochMilli(), arrivedAt);
            Chat chat = event.data().chat();
            if (hasStatuses(chat)) {
                seen[index(chat, event.type() == EventType.MESSAGE_SENT)] = true;
            }
        }
    }

    /**
     * Whether the message of a status should have come: it has shown messages of that direction and kind of chat, so
     * neither the notice of own messages is off at Z-API, nor a filter on (FACTS S11, S13).
     */
    synchronized boolean shows(StatusData status) {
        return hasStatuses(status.chat()) && seen[index(status.chat(), !READ_BY_ME.equals(status.status()))];
    }

    /** A message of it has a status and never came. */
    synchronized void missed(long now) {
        latestMissing[(int) (missing % latestMissing.length)] = now;
        missing++;
    }

    /** How many such messages there were. */
    synchronized long missing() {
        return missing;
    }

    /** Whether as many as are configured were missed within the last hour. */
    synchronized boolean missesMessages(long now) {
        return latestMissing.length > 0 && Arrays.stream(latestMissing).allMatch(at -> at > now - HOUR);
    }

    /** How long it has been silent; empty while it is disconnected. */
    synchronized OptionalLong silence(long now) {
        return rhythm.silence(now);
    }

    /** How long it may be silent at this hour; empty as long as that is not known. */
    synchronized OptionalLong silenceLimit(long now) {
        return rhythm.limit(now);
    }

    /** How old its latest messages were when they arrived; empty when there were few within the last hour. */
    synchronized OptionalLong arrivalAge(long now) {
        return ages.median(now);
    }

    private static boolean isMessage(EventType type) {
        return type == EventType.MESSAGE_RECEIVED || type == EventType.MESSAGE_SENT;
    }

    private static boolean hasStatuses(Chat chat) {
        return chat != null && (chat.kind() == ChatKind.DIRECT || chat.kind() == ChatKind.GROUP);
    }

    private static int index(Chat chat, boolean fromMe) {
        return (chat.kind() == ChatKind.GROUP ? 2 : 0) + (fromMe ? 1 : 0);
    }
}
