package org.zapigateway.zapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.DeletionData;
import org.zapigateway.event.EventType;
import org.zapigateway.event.LabelData;
import org.zapigateway.event.NotificationData;
import org.zapigateway.event.ProfileData;

/**
 * ReceivedCallback with a notification (FIELD_CATALOGUE section 3). The set of names is open: a name's first part
 * decides its family, and what has no family is a plain notification.
 */
final class NotificationTranslator {
    private NotificationTranslator() {}

    /** Empty when there are too many labels. */
    static List<CanonicalEvent> translate(Callback callback) {
        String name = callback.fields().text("notification");
        return name.equals("CHAT_LABEL_ASSOCIATION") ? labels(callback, name) : List.of(single(callback, name));
    }

    private static CanonicalEvent single(Callback callback, String name) {
        if (name.equals("REVOKE") && callback.fields().text("messageId") != null) {
            return deletion(callback, name);
        }
        if (name.startsWith("CALL_")) {
            return CallTranslator.translate(callback, name);
        }
        if (ChangeTranslator.isGroup(name)) {
            return ChangeTranslator.translate(callback, name, EventType.GROUP_CHANGED);
        }
        if (ChangeTranslator.isChannel(name)) {
            return ChangeTranslator.translate(callback, name, EventType.CHANNEL_CHANGED);
        }
        return name.startsWith("PROFILE_") ? profile(callback, name) : other(callback, name);
    }

    private static CanonicalEvent deletion(Callback callback, String name) {
        var data = new DeletionData(callback.envelope(), callback.fields().text("messageId"), callback.original());
        return callback.event(callback.ids().notification(name), EventType.MESSAGE_DELETED, data);
    }

    private static CanonicalEvent profile(Callback callback, String name) {
        var data = new ProfileData(
                callback.envelope(),
                ChangeTranslator.change(name, "PROFILE_"),
                callback.fields().text("profileName"),
                callback.fields().text("updatedPhoto"),
                callback.original());
        return callback.event(callback.ids().notification(name), EventType.PROFILE_CHANGED, data);
    }

    // By id: two equal entries of one callback are one event.
    private static List<CanonicalEvent> labels(Callback callback, String name) {
        List<Fields> entries = callback.fields().objects("notificationParameters");
        if (entries.isEmpty()) {
            return List.of(other(callback, name));
        }
        if (callback.isFlood(entries.size())) {
            return List.of();
        }
        Map<String, CanonicalEvent> labels = new LinkedHashMap<>();
        for (Fields entry : entries) {
            CanonicalEvent event = label(callback, entry);
            labels.putIfAbsent(event.id(), event);
        }
        return new ArrayList<>(labels.values());
    }

    private static CanonicalEvent label(Callback callback, Fields entry) {
        var chat = Addresses.chat(entry.text("phone"));
        var sender = callback.addresses().sender(callback.chat());
        var data = new LabelData(
                callback.envelope(callback.fields().text("messageId"), chat, sender),
                entry.text("label"),
                entry.flag("assigned"),
                callback.original());
        return callback.event(callback.ids().label(entry), EventType.CHAT_LABELLED, data);
    }

    private static CanonicalEvent other(Callback callback, String name) {
        List<String> parameters = callback.fields().texts("notificationParameters");
        var data = new NotificationData(
                callback.envelope(), name, parameters.isEmpty() ? null : parameters, callback.originalAlways());
        return callback.event(callback.ids().notification(name), EventType.NOTIFICATION, data);
    }
}
