package org.zapigateway.store;

import java.time.Instant;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.DeletionData;
import org.zapigateway.event.DeliveryData;
import org.zapigateway.event.DeliveryOutcome;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventData;
import org.zapigateway.event.EventId;
import org.zapigateway.event.EventType;
import org.zapigateway.event.InstanceData;
import org.zapigateway.event.MessageData;
import org.zapigateway.event.Person;
import org.zapigateway.event.Reaction;
import org.zapigateway.event.ReactionData;
import org.zapigateway.event.StatusData;
import org.zapigateway.event.WaitingData;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.event.content.Media;
import org.zapigateway.event.content.Text;

/**
 * Canonical events for the tests of the tables: something happened to a message of a chat, so many seconds after the
 * beginning. What is equal in all respects is the same event.
 *
 * @param second seconds after {@link #BEGINNING}
 * @param chat where
 * @param messageId which message
 */
record Happening(int second, Chat chat, String messageId) {
    static final Instant BEGINNING = Instant.parse("2026-03-05T10:00:00Z");
    static final String INSTANCE = "3D7F";

    /** A direct chat by any of its addresses. */
    static Chat direct(String phone, String lid) {
        return new Chat(phone == null ? lid : phone, ChatKind.DIRECT, phone, lid, null);
    }

    static Chat group() {
        return new Chat("120363-group", ChatKind.GROUP, null, null, "Group");
    }

    static Person person(String phone, String lid) {
        return Person.of(phone, lid, null, phone == null ? lid : phone, null);
    }

    static Instant at(int second) {
        return BEGINNING.plusSeconds(second);
    }

    CanonicalEvent received(String text) {
        return received(new Text(text, null), person(chat.phone(), chat.lid()));
    }

    CanonicalEvent received(Content content, Person sender) {
        return event(EventType.MESSAGE_RECEIVED, message(envelope(messageId, sender, false), null, content));
    }

    CanonicalEvent sent(String text) {
        return event(EventType.MESSAGE_SENT, message(envelope(messageId, null, true), null, new Text(text, null)));
    }

    CanonicalEvent waiting() {
        return event(EventType.MESSAGE_WAITING, new WaitingData(envelope(messageId, null, false), null, null));
    }

    CanonicalEvent edited(Content content) {
        return event(EventType.MESSAGE_EDITED, message(envelope("E" + second, null, false), messageId, content));
    }

    CanonicalEvent edited(String text) {
        return edited(new Text(text, null));
    }

    CanonicalEvent deleted() {
        return event(EventType.MESSAGE_DELETED, new DeletionData(envelope(messageId, null, false), messageId, null));
    }

    CanonicalEvent status(String status, Person participant) {
        return event(
                EventType.MESSAGE_STATUS, new StatusData(envelope(messageId, null, null), status, participant, null));
    }

    CanonicalEvent accepted(String zaapId) {
        return event(
                EventType.MESSAGE_DELIVERY,
                new DeliveryData(envelope(messageId, null, null), DeliveryOutcome.ACCEPTED, zaapId, null, null, null));
    }

    CanonicalEvent failed(String zaapId, String error) {
        return event(
                EventType.MESSAGE_DELIVERY,
                new DeliveryData(
                        envelope(messageId, null, null), DeliveryOutcome.FAILED, zaapId, error, "SHADOW_BAN", null));
    }

    /** @param emoji {@code null} when the reaction is taken back */
    CanonicalEvent reaction(String emoji, Person person) {
        return event(
                EventType.MESSAGE_REACTION,
                new ReactionData(
                        envelope("R" + second, person, false),
                        messageId,
                        null,
                        null,
                        at(second),
                        Reaction.of(emoji),
                        null));
    }

    static CanonicalEvent connected(int second, String phone) {
        return instance(second, EventType.INSTANCE_CONNECTED, true, phone, null);
    }

    static CanonicalEvent disconnected(int second, String error) {
        return instance(second, EventType.INSTANCE_DISCONNECTED, false, null, error);
    }

    static CanonicalEvent proxyFailed(int second, String error) {
        return instance(second, EventType.INSTANCE_PROXY_FAILED, null, null, error);
    }

    /** An image, or the edit of its caption when there is no URL. */
    static Media image(String url, String caption) {
        return new Media(
                ContentKind.IMAGE, url, null, null, caption, null, null, null, null, null, null, null, null, null);
    }

    private static CanonicalEvent instance(int second, EventType type, Boolean connected, String phone, String error) {
        Envelope envelope = new Envelope(INSTANCE, "sales", null, null, null, null, null, at(second), null);
        return new Happening(second, null, null)
                .event(type, new InstanceData(envelope, connected, phone, null, error, null));
    }

    private MessageData message(Envelope envelope, String target, Content content) {
        return new MessageData(envelope, target, null, null, null, null, null, null, null, content, null);
    }

    private Envelope envelope(String ownId, Person sender, Boolean fromMe) {
        return new Envelope(
                INSTANCE, "sales", ownId, chat, sender, fromMe, null, at(second).plusMillis(250), null);
    }

    private CanonicalEvent event(EventType type, EventData data) {
        String id = EventId.of(type.text(), Integer.toString(second), data.toString());
        String subject = chat == null ? null : chat.id();
        return new CanonicalEvent(id, type, "/zapi/instances/" + INSTANCE, subject, at(second), data);
    }
}
