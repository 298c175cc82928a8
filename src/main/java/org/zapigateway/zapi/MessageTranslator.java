package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.zapigateway.event.Advertisement;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventType;
import org.zapigateway.event.MessageData;
import org.zapigateway.event.Person;
import org.zapigateway.event.Reaction;
import org.zapigateway.event.ReactionData;
import org.zapigateway.event.WaitingData;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.event.content.LiveLocation;
import org.zapigateway.event.content.Media;

/** ReceivedCallback without a notification: messages, edits, reactions and placeholders. */
final class MessageTranslator {
    private MessageTranslator() {}

    /** Empty when nothing is recognised: no content, no message id and no chat. */
    static List<CanonicalEvent> translate(Callback callback) {
        Fields fields = callback.fields();
        if (hasReaction(fields)) {
            return List.of(reaction(callback));
        }
        Content content = Contents.read(callback);
        boolean understood = content.kind() != ContentKind.UNRECOGNISED;
        if (!understood && fields.isTrue("waitingMessage")) {
            return List.of(waiting(callback));
        }
        if (!understood && fields.text("phone", "messageId") == null) {
            return List.of();
        }
        return List.of(isEdit(fields) ? edit(callback, content) : message(callback, content));
    }

    // A reaction whose value is neither text nor null is kept as unknown content: it must not pass for a removal.
    private static boolean hasReaction(Fields fields) {
        JsonNode value = fields.node("reaction").path("value");
        return value.isTextual() || value.isNull();
    }

    private static boolean isEdit(Fields fields) {
        return fields.isTrue("isEdit") || fields.text("editMessageId") != null;
    }

    private static CanonicalEvent message(Callback callback, Content content) {
        EventType type = callback.fields().isTrue("fromMe") ? EventType.MESSAGE_SENT : EventType.MESSAGE_RECEIVED;
        return callback.event(messageId(callback, content), type, data(callback, null, content));
    }

    private static String messageId(Callback callback, Content content) {
        if (content instanceof LiveLocation location) {
            return callback.ids().liveLocation(location.sequence());
        }
        boolean unknown = content.kind() == ContentKind.UNRECOGNISED;
        return unknown ? callback.ids().unknownContent() : callback.ids().content();
    }

    // Without editMessageId the only id there is may be the edited message's own (FIELD_CATALOGUE section 1).
    private static CanonicalEvent edit(Callback callback, Content content) {
        String target = callback.fields().text("editMessageId", "messageId");
        return callback.event(callback.ids().edit(), EventType.MESSAGE_EDITED, data(callback, target, content));
    }

    private static MessageData data(Callback callback, String target, Content content) {
        Fields fields = callback.fields();
        Media repliedStatus = MediaReader.repliedStatus(fields, callback.time());
        boolean statusReply = repliedStatus != null || fields.isTrue("isStatusReply");
        boolean unknown = content.kind() == ContentKind.UNRECOGNISED;
        return new MessageData(
                callback.envelope(),
                target,
                fields.text("referenceMessageId"),
                fields.flag("forwarded"),
                statusReply ? true : null,
                repliedStatus,
                fields.positive("messageExpirationSeconds"),
                recipients(callback),
                advertisement(fields),
                content,
                unknown ? callback.originalAlways() : callback.original());
    }

    private static List<Person> recipients(Callback callback) {
        List<Person> recipients = callback.fields().texts("broadcastRecipients").stream()
                .map(address -> callback.addresses().person(address, null, null))
                .filter(Objects::nonNull)
                .toList();
        return recipients.isEmpty() ? null : recipients;
    }

    private static Advertisement advertisement(Fields fields) {
        if (!fields.hasObject("externalAdReply")) {
            return null;
        }
        Fields ad = fields.object("externalAdReply");
        return new Advertisement(
                ad.text("title"),
                ad.text("body"),
                ad.text("sourceType"),
                ad.text("sourceId"),
                ad.text("sourceUrl"),
                ad.text("ctwaClid"),
                ad.count("mediaType"),
                ad.flag("containsAutoReply"),
                ad.text("thumbnailUrl"));
    }

    private static CanonicalEvent reaction(Callback callback) {
        Fields reaction = callback.fields().object("reaction");
        Fields target = reaction.object("referencedMessage");
        Instant reactedAt = reaction.time("time");
        var data = new ReactionData(
                reactor(callback, reaction),
                target.text("messageId"),
                target.flag("fromMe"),
                callback.addresses().person(target.text("participant"), null, null),
                reactedAt,
                Reaction.of(reaction.text("value")),
                callback.original());
        return callback.event(callback.ids().reaction(), EventType.MESSAGE_REACTION, data);
    }

    // reactionBy is the sender once more, often by the address that the participant fields lack (captured).
    private static Envelope reactor(Callback callback, Fields reaction) {
        Envelope envelope = callback.envelope();
        Person sender = callback.addresses().completed(envelope.sender(), reaction.text("reactionBy"));
        return callback.envelope(envelope.messageId(), envelope.chat(), sender);
    }

    private static CanonicalEvent waiting(Callback callback) {
        var data = new WaitingData(callback.envelope(), callback.fields().flag("viewOnce"), callback.original());
        return callback.event(callback.ids().waiting(), EventType.MESSAGE_WAITING, data);
    }
}
