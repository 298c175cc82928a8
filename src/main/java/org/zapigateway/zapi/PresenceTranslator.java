package org.zapigateway.zapi;

import java.util.List;
import java.util.Locale;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventId;
import org.zapigateway.event.EventType;
import org.zapigateway.event.PresenceData;

/** PresenceChatCallback: it has neither id nor time, so each call is an event (FIELD_CATALOGUE section 6). */
final class PresenceTranslator {
    private PresenceTranslator() {}

    /** Empty when there is no state. */
    static List<CanonicalEvent> translate(Callback callback) {
        String state = callback.fields().text("status");
        return state == null ? List.of() : List.of(event(callback, state.toLowerCase(Locale.ROOT)));
    }

    private static CanonicalEvent event(Callback callback, String state) {
        var data =
                new PresenceData(callback.envelope(), state, callback.fields().time("lastSeen"), callback.original());
        return callback.event(EventId.random(), EventType.CHAT_PRESENCE, data);
    }
}
