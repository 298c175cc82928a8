package org.zapigateway.zapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventId;

/**
 * The event ids of one payload, by the de-duplication key of each kind of event (FIELD_CATALOGUE section 9, DESIGN
 * "Duplicates"). Where a payload bears too little to tell a repeat from a second event, a repeat is let through: a
 * duplicate can be dropped later, a lost event is lost.
 */
final class DeduplicationKey {
    // What WhatsApp's re-send of the same event changes: the time, pictures whose URLs are signed anew, shown names.
    private static final List<String> VOLATILE =
            List.of("momment", "moment", "photo", "senderPhoto", "chatName", "senderName");
    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    private final Fields fields;
    private final Chat chat;

    /**
     * @param chat the payload's chat, or {@code null}
     */
    DeduplicationKey(Fields fields, Chat chat) {
        this.fields = fields;
        this.chat = chat;
    }

    /** A message: no time, since WhatsApp re-sends a message with a new one. */
    String content() {
        return message("content");
    }

    /**
     * A position of a live location: all positions of one share may bear the id of its message.
     *
     * @param sequence what tells them apart, or {@code null}: then what they say does
     */
    String liveLocation(Long sequence) {
        return message("live-location", sequence == null ? canonical(lasting()) : sequence.toString());
    }

    /** Content of an unknown kind may reuse a message's id as a deletion does, so what it says is in the key. */
    String unknownContent() {
        return message("unknown-content", canonical(lasting()));
    }

    /** The placeholder of a message: its content comes later under the same id. */
    String waiting() {
        return message("waiting");
    }

    /** An edit: two edits of one message differ in their own id, or else in what they say. */
    String edit() {
        String target = fields.text("editMessageId");
        boolean ownId = target != null && !target.equals(fields.text("messageId"));
        return message("edit", target, ownId ? null : canonical(lasting()));
    }

    /** A reaction: putting it, taking it back and putting it again are three events. Its own time survives re-sends. */
    String reaction() {
        Fields reaction = fields.object("reaction");
        String target = reaction.object("referencedMessage").text("messageId");
        return message("reaction", target, reaction.text("value"), timeAsSent(reaction, "time"));
    }

    /** A notification: a deletion reuses its message's id, and all events of a call share one. */
    String notification(String name) {
        String id = fields.text("callId", "messageId");
        return id == null ? byBody("notification") : ofChat("notification", name, id);
    }

    /** A label's assignment to one chat: it has no id, so its time and what it says. */
    String label(Fields entry) {
        String time = momment();
        return time == null ? EventId.random() : key("label", time, canonical(entry.node()));
    }

    /** A status of one message: the same status may truly occur again, then with another time. */
    String status(String messageId, String status) {
        return key(
                "status",
                fields.text("phone"),
                messageId,
                status,
                fields.text("participant"),
                fields.text("participantDevice", "phoneDevice"),
                momment());
    }

    /** A delivery: a failure may still turn into an acceptance of the same queue id. */
    String delivery(boolean failed) {
        String zaapId = fields.text("zaapId");
        String messageId = zaapId == null ? fields.text("messageId") : null;
        boolean named = zaapId != null || messageId != null;
        return named ? key("delivery", zaapId, messageId, String.valueOf(failed)) : byBody("delivery");
    }

    /** A connection or its loss: nothing but the time tells one from the next. */
    String connection(String kind) {
        String time = momment();
        return time == null ? EventId.random() : key(kind, time);
    }

    /** A proxy failure has neither id nor time: the same error within an hour is a repeat. */
    String proxy(Instant arrivedAt) {
        Instant hour = arrivedAt.truncatedTo(ChronoUnit.HOURS);
        return key("proxy", fields.text("error"), hour.toString());
    }

    /** Something unknown: an identical body with an id or a time is a repeat, without either it may be news. */
    String unrecognised() {
        String messageId = fields.text("messageId");
        boolean tellsRepeats = messageId != null || momment() != null;
        return tellsRepeats ? key("unrecognised", canonical(fields.node())) : EventId.random();
    }

    private String message(String kind, String... parts) {
        String messageId = fields.text("messageId");
        if (messageId == null) {
            return byBody(kind);
        }
        String[] all = new String[parts.length + 1];
        all[0] = messageId;
        System.arraycopy(parts, 0, all, 1, parts.length);
        return ofChat(kind, all);
    }

    // Clients choose message ids, so the chat and, where many write, the sender belong to the key.
    private String ofChat(String kind, String... parts) {
        boolean many = chat != null && chat.kind() != ChatKind.DIRECT;
        boolean fromMe = fields.isTrue("fromMe");
        // One direct chat may be named by phone and by LID in adjacent events; the LID stays.
        String chatLid = many ? null : Addresses.lid(fields.text("chatLid"));
        String address = chatLid == null ? fields.text("phone") : chatLid;
        String sender = many && !fromMe ? fields.text("participantPhone", "participantLid") : null;
        String[] all = new String[parts.length + 3];
        all[0] = address;
        all[1] = sender;
        all[2] = String.valueOf(fromMe);
        System.arraycopy(parts, 0, all, 3, parts.length);
        return key(kind, all);
    }

    private String byBody(String kind) {
        String time = momment();
        return time == null ? EventId.random() : key(kind, "no id", time, canonical(lasting()));
    }

    private String key(String kind, String... parts) {
        String[] all = new String[parts.length + 2];
        all[0] = kind;
        all[1] = fields.text("instanceId");
        System.arraycopy(parts, 0, all, 2, parts.length);
        return EventId.of(all);
    }

    // As sent, not as understood: an implausible time still tells one event from another.
    private String momment() {
        String time = timeAsSent(fields, "momment");
        return time == null ? timeAsSent(fields, "moment") : time;
    }

    private static String timeAsSent(Fields fields, String name) {
        JsonNode value = fields.node(name);
        return value.isNumber() || value.isTextual() ? value.asText() : null;
    }

    private JsonNode lasting() {
        ObjectNode lasting = JsonNodeFactory.instance.objectNode();
        fields.node().fields().forEachRemaining(field -> lasting.set(field.getKey(), field.getValue()));
        return lasting.remove(VOLATILE);
    }

    // The order of the keys is no part of what an object says.
    private static String canonical(JsonNode node) {
        try {
            return SORTED.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree could not be written to memory");
        }
    }
}
