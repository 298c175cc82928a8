package org.zapigateway.zapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventType;
import org.zapigateway.event.Person;
import org.zapigateway.event.StatusData;

/** MessageStatusCallback: one event per message, since up to 31 messages share a callback (FIELD_CATALOGUE section 4). */
final class StatusTranslator {
    private static final String READ_BY_ME = "READ_BY_ME";
    private static final Set<String> OF_OTHER_PARTY = Set.of("RECEIVED", "READ", "PLAYED");
    private static final String HISTORIC_PREFIX = "MESSAGE_";

    private StatusTranslator() {}

    /** Empty when there is no status or no message, or there are too many. */
    static List<CanonicalEvent> translate(Callback callback) {
        String status = status(callback.fields().text("status"));
        Set<String> messageIds = messageIds(callback.fields());
        if (status == null || callback.isFlood(messageIds.size())) {
            return List.of();
        }
        return messageIds.stream()
                .map(messageId -> event(callback, messageId, status))
                .toList();
    }

    private static CanonicalEvent event(Callback callback, String messageId, String status) {
        Chat chat = callback.chat();
        var data = new StatusData(
                callback.envelope(messageId, chat, null),
                status,
                participant(callback, chat, status),
                callback.original());
        return callback.event(callback.ids().status(messageId, status), EventType.MESSAGE_STATUS, data);
    }

    // A set: an id that stands twice in one callback is one event. The documentation's table has a single text.
    private static Set<String> messageIds(Fields fields) {
        Set<String> ids = new LinkedHashSet<>(fields.texts("ids"));
        String single = fields.text("ids");
        return single == null ? ids : Set.of(single);
    }

    // In a direct chat these are reported by the other party's device; SENT is WhatsApp's word, READ_BY_ME the own
    // account's.
    private static Person participant(Callback callback, Chat chat, String status) {
        Fields fields = callback.fields();
        Integer device = fields.count(fields.count("participantDevice") == null ? "phoneDevice" : "participantDevice");
        String participant = fields.text("participant");
        if (participant != null) {
            return callback.addresses().person(participant, null, device);
        }
        boolean otherParty = chat != null && chat.kind() == ChatKind.DIRECT && OF_OTHER_PARTY.contains(status);
        return otherParty
                ? Person.of(chat.phone(), chat.lid(), null, chat.id(), device)
                : Person.of(null, null, null, null, device);
    }

    // MESSAGE_RECEIVED and the like are of 2021 and 2022, READ-SELF was sent until 2025.
    private static String status(String sent) {
        if (sent == null) {
            return null;
        }
        String status = sent.toUpperCase(Locale.ROOT);
        // The prefix alone is a word like any other: without it nothing would be left.
        boolean isHistoric = status.startsWith(HISTORIC_PREFIX) && status.length() > HISTORIC_PREFIX.length();
        status = isHistoric ? status.substring(HISTORIC_PREFIX.length()) : status;
        return status.equals("READ-SELF") ? READ_BY_ME : status;
    }
}
