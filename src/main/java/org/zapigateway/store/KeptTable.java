package org.zapigateway.store;

import java.util.List;
import java.util.Locale;

/** A table whose rows come with events, and are kept for a time. */
enum KeptTable {
    EVENT("event_id", "received_at", ""),
    MESSAGE("instance_id, chat_id, message_id", "first_seen_at", ""),
    RECEIPT("instance_id, chat_id, message_id, participant, status", "first_seen_at", ""),
    REACTION("instance_id, chat_id, message_id, person", "first_seen_at", ""),
    // Last: a row is found by the person's other address only as long as the pair is known.
    CONTACT(
            "instance_id, phone",
            "added_at",
            """
            AND NOT EXISTS (SELECT 1 FROM whatsapp_message m WHERE m.chat_phone = whatsapp_contact.phone)
            AND NOT EXISTS (SELECT 1 FROM whatsapp_message m WHERE m.chat_id = whatsapp_contact.lid)
            AND NOT EXISTS (
              SELECT 1 FROM whatsapp_receipt r WHERE r.participant IN (whatsapp_contact.phone, whatsapp_contact.lid))
            AND NOT EXISTS (
              SELECT 1 FROM whatsapp_reaction r WHERE r.person IN (whatsapp_contact.phone, whatsapp_contact.lid))
            AND NOT EXISTS (
              SELECT 1 FROM whatsapp_reaction r
              WHERE r.instance_id = whatsapp_contact.instance_id AND r.chat_id = whatsapp_contact.phone)
            AND NOT EXISTS (
              SELECT 1 FROM whatsapp_reaction r
              WHERE r.instance_id = whatsapp_contact.instance_id AND r.chat_id = whatsapp_contact.lid)""");

    private final String key;
    private final String arrival;
    private final String condition;

    KeptTable(String key, String arrival, String condition) {
        this.key = key;
        this.arrival = arrival;
        this.condition = condition;
    }

    /** The name in the database. */
    String table() {
        return "whatsapp_" + name().toLowerCase(Locale.ROOT);
    }

    /** The columns of the primary key. */
    List<String> key() {
        return List.of(key.split(", "));
    }

    /** The column, with an index, that says when the gateway took what the row is about. */
    String arrival() {
        return arrival;
    }

    /** Deletes the oldest of the rows whose time is before the only parameter, and no more than so many. */
    String delete(int batch) {
        return "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s < ? %4$s ORDER BY %3$s FETCH FIRST %5$s ROWS ONLY)"
                .formatted(table(), key, arrival, condition, batch);
    }
}
