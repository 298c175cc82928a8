package org.zapigateway.cli.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.zapigateway.cli.samples.Callbacks.Written;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventType;

/**
 * What happens in one chat, payload by payload. Each is worked out when it is its turn: it refers to what was sent
 * before, and bears the time.
 */
final class Scene {
    private final Shop shop;
    private final Chat chat;
    private final Callbacks callbacks;
    private final Chance chance;
    private final Deque<Supplier<Sample>> steps = new ArrayDeque<>();

    Scene(Shop shop, Chat chat, Callbacks callbacks, Chance chance) {
        this.shop = shop;
        this.chat = chat;
        this.callbacks = callbacks;
        this.chance = chance;
    }

    Chat chat() {
        return chat;
    }

    boolean isOver() {
        return steps.isEmpty();
    }

    Sample next() {
        return steps.removeFirst().get();
    }

    Scene presence(String... states) {
        for (String state : states) {
            step(EventType.CHAT_PRESENCE, () -> callbacks.presence(chat, state));
        }
        return this;
    }

    Scene says(Content content) {
        return says(content, () -> null);
    }

    /** Says something that quotes the shop's newest message. */
    Scene replies(Content content) {
        return says(content, () -> chat.last(true).id());
    }

    private Scene says(Content content, Supplier<String> quoted) {
        return arrives(new Message(chance.messageId(), somebody()), content, quoted);
    }

    private Scene arrives(Message message, Content content, Supplier<String> quoted) {
        return step(EventType.MESSAGE_RECEIVED, () -> {
            ObjectNode payload = callbacks.content(chat, new Written(message, false, null, quoted.get(), content));
            chat.remember(message);
            return payload;
        });
    }

    /** Does what is no message to refer to: votes, pins, answers an invitation. */
    Scene does(Content content) {
        return does(EventType.MESSAGE_RECEIVED, content);
    }

    /** Reacts to the shop's newest message; takes the reaction back with an empty emoji. */
    Scene reacts(String emoji, Contents contents) {
        return does(EventType.MESSAGE_REACTION, contents.reaction(emoji));
    }

    private Scene does(EventType type, Content content) {
        Message message = new Message(chance.messageId(), somebody());
        return step(type, () -> callbacks.content(chat, new Written(message, false, null, null, content)));
    }

    /** Corrects the newest message that is not the shop's. */
    Scene corrects(Content content) {
        String id = chance.messageId();
        return step(EventType.MESSAGE_EDITED, () -> {
            Message wrong = chat.last(false);
            return callbacks.content(
                    chat, new Written(new Message(id, wrong.sender()), false, wrong.id(), null, content));
        });
    }

    /** Deletes the newest message that is not the shop's, for everyone. */
    Scene deletes() {
        return step(EventType.MESSAGE_DELETED, () -> {
            Message deleted = chat.last(false);
            return callbacks.notification(chat, deleted.sender(), deleted.id(), named("REVOKE"));
        });
    }

    /** A message that can only be decrypted later; it then comes under the same id. */
    Scene saysUndecryptably(Content content) {
        Message message = new Message(chance.messageId(), somebody());
        step(EventType.MESSAGE_WAITING, () -> callbacks.waiting(chat, message));
        return arrives(message, content, () -> null);
    }

    /** Sends a message through Z-API, which tells that it was handed over and then shows it as an own one. */
    Scene sends(Content content) {
        Message message = new Message(chance.apiMessageId(), null);
        String zaapId = chance.hex(32);
        step(EventType.MESSAGE_DELIVERY, () -> callbacks.delivery(chat, message.id(), zaapId));
        return shows(message, true, content);
    }

    /** Fails to send a message through Z-API. */
    Scene failsToSend(String error, String errorCode) {
        String zaapId = chance.hex(32);
        return step(EventType.MESSAGE_DELIVERY, () -> {
            ObjectNode payload = callbacks.delivery(chat, zaapId, zaapId).put("error", error);
            return errorCode == null ? payload : payload.put("errorCode", errorCode);
        });
    }

    /** Sends a message by phone. */
    Scene writes(Content content) {
        return shows(new Message(chance.messageId(), null), false, content);
    }

    private Scene shows(Message message, boolean throughApi, Content content) {
        return step(EventType.MESSAGE_SENT, () -> {
            ObjectNode payload = callbacks.content(chat, new Written(message, throughApi, null, null, content));
            chat.remember(message);
            return payload;
        });
    }

    /** The shop's newest message gets further; where many read it, with each of them. */
    Scene reaches(String... statuses) {
        for (String status : statuses) {
            if (chat.isDirect()) {
                step(
                        EventType.MESSAGE_STATUS,
                        () -> callbacks.status(chat, List.of(chat.last(true).id()), status));
            } else {
                chat.people()
                        .subList(0, Math.min(3, chat.people().size()))
                        .forEach(person -> step(
                                EventType.MESSAGE_STATUS,
                                () -> callbacks.status(
                                        chat.address(),
                                        chat.kind() == ChatKind.GROUP,
                                        List.of(chat.last(true).id()),
                                        status,
                                        person)));
            }
        }
        return this;
    }

    /** Reads what it has not read. */
    Scene readsAll() {
        return step(
                EventType.MESSAGE_STATUS,
                () -> chat.isDirect()
                        ? callbacks.status(chat, chat.read(), "READ_BY_ME")
                        : callbacks.status(chat.address(), true, chat.read(), "READ_BY_ME", shop.owner()));
    }

    /** Looks at somebody's Status. */
    Scene looksAtStatus() {
        return step(
                EventType.MESSAGE_STATUS,
                () -> callbacks.status(
                        "status@broadcast",
                        false,
                        List.of(chance.messageId()),
                        "READ_BY_ME",
                        chat.people().get(0)));
    }

    /** A call, whose events share one id. */
    Scene call(boolean video, String... notifications) {
        String id = chance.hex(32);
        for (String notification : notifications) {
            step(
                    EventType.CALL_CHANGED,
                    () -> callbacks.notification(
                            chat,
                            chat.people().get(0),
                            id,
                            named(notification)
                                    .put("callId", id)
                                    .put("callDirection", "incoming")
                                    .put("isVideo", video)));
        }
        return this;
    }

    /** A notification with an id of its own, and these parameters. */
    Scene tells(EventType type, String notification, Function<Person, List<String>> parameters) {
        Person cause = somebody();
        String id = chance.digits(10);
        return step(type, () -> {
            ObjectNode fields = named(notification);
            parameters.apply(cause).forEach(fields.putArray("notificationParameters")::add);
            return callbacks.notification(chat, cause, id, fields);
        });
    }

    /** A notification about the shop's own number, which has no id. */
    Scene tellsOfShop(EventType type, String notification, String field, String value) {
        return step(
                type,
                () -> callbacks.notification(
                        chat, null, null, named(notification).put(field, value)));
    }

    /** Labels are put on this chat and on others, or taken off. */
    Scene labels(boolean assigned, List<Chat> labelled) {
        String label = chance.digits(1);
        return step(EventType.CHAT_LABELLED, () -> {
            ObjectNode fields = named("CHAT_LABEL_ASSOCIATION");
            ArrayNode entries = fields.putArray("notificationParameters");
            labelled.forEach(other -> entries.addObject()
                    .put("phone", other.address())
                    .put("label", label)
                    .put("assigned", assigned));
            return callbacks.notification(chat, null, null, fields);
        });
    }

    /** Something about the instance itself, or of an unknown kind. */
    Scene happens(EventType type, Supplier<ObjectNode> payload) {
        steps.add(() -> new Sample(type, shop.instance(), payload.get()));
        return this;
    }

    private Scene step(EventType type, Supplier<ObjectNode> payload) {
        steps.add(() -> new Sample(type, chat.address(), payload.get()));
        return this;
    }

    private Person somebody() {
        return chance.of(chat.people());
    }

    private static ObjectNode named(String notification) {
        return JsonNodeFactory.instance.objectNode().put("notification", notification);
    }
}
