package org.zapigateway.cli.samples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.zapigateway.event.ChatKind;

/** Z-API's payloads, with their fields in the order in which Z-API sends them (FIELD_CATALOGUE section 1). */
final class Callbacks {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Shop shop;
    private final Chance chance;
    private final InstantSource clock;
    private long lastDisconnected;
    private long lastMillis;

    Callbacks(Shop shop, Chance chance, InstantSource clock) {
        this.shop = shop;
        this.chance = chance;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** A message, or whatever else comes as content. */
    ObjectNode content(Chat chat, Written written) {
        Message message = written.message();
        Person sender = message.isFromShop() ? shop.owner() : message.sender();
        ObjectNode payload = JSON.objectNode();
        payload.put("isStatusReply", false);
        payload.put("chatLid", chat.isDirect() ? chat.customer().lid() : null);
        payload.put("connectedPhone", shop.owner().phone());
        payload.put("waitingMessage", false);
        payload.put("isEdit", written.edited() != null);
        flags(payload, chat);
        payload.put("instanceId", shop.instance());
        payload.put("messageId", message.id());
        if (written.edited() != null) {
            payload.put("editMessageId", written.edited());
        }
        payload.put("phone", chat.address());
        payload.put("fromMe", message.isFromShop());
        payload.put("momment", seconds());
        payload.put("status", "RECEIVED");
        names(payload, chat, sender);
        payload.put("broadcast", chat.kind() == ChatKind.BROADCAST);
        participant(payload, chat, sender);
        if (written.quoted() != null) {
            payload.put("referenceMessageId", written.quoted());
        }
        if (chance.oneIn(2)) {
            payload.put("messageExpirationSeconds", chance.oneIn(8) ? 7_776_000 : 0);
        }
        payload.put("forwarded", false);
        payload.put("type", "ReceivedCallback");
        payload.put("fromApi", written.throughApi());
        return payload.setAll(written.content().fields(chat, message));
    }

    /** A message that WhatsApp could not decrypt yet. */
    ObjectNode waiting(Chat chat, Message message) {
        ObjectNode payload = JSON.objectNode();
        payload.put("connectedPhone", shop.owner().phone());
        flags(payload, chat);
        payload.put("instanceId", shop.instance());
        payload.put("messageId", message.id());
        payload.put("momment", seconds());
        payload.put("status", "RECEIVED");
        payload.put("fromMe", false);
        payload.put("phone", chat.address());
        names(payload, chat, message.sender());
        payload.put("broadcast", false);
        participant(payload, chat, message.sender());
        payload.put("type", "ReceivedCallback");
        payload.put("waitingMessage", true);
        payload.put("viewOnce", false);
        return payload;
    }

    /**
     * A notification.
     *
     * @param cause who caused it; {@code null} for the shop or WhatsApp
     * @param messageId may be {@code null}
     * @param fields what the notification has of its own
     */
    ObjectNode notification(Chat chat, Person cause, String messageId, ObjectNode fields) {
        Person sender = cause == null ? shop.owner() : cause;
        ObjectNode payload = JSON.objectNode();
        payload.put("chatLid", chat.isDirect() ? chat.customer().lid() : null);
        flags(payload, chat);
        payload.put("instanceId", shop.instance());
        if (messageId != null) {
            payload.put("messageId", messageId);
        }
        payload.put("phone", chat.address());
        payload.put("connectedPhone", shop.owner().phone());
        payload.put("fromMe", cause == null);
        payload.put("momment", timeOfItsOwn());
        payload.putNull("expiresAt");
        payload.put("status", "RECEIVED");
        names(payload, chat, sender);
        payload.put("broadcast", false);
        if (chat.kind() == ChatKind.GROUP) {
            payload.put("participantPhone", sender.phone());
        }
        payload.putNull("referenceMessageId");
        payload.putNull("externalAdReply");
        payload.put("forwarded", false);
        payload.put("type", "ReceivedCallback");
        payload.putNull("notification");
        payload.putArray("notificationParameters");
        payload.putNull("callId");
        payload.putNull("code");
        return payload.setAll(fields);
    }

    /** A stage that messages reached in a direct chat. */
    ObjectNode status(Chat chat, List<String> ids, String status) {
        ObjectNode payload = statusOf(ids, status);
        payload.put("phoneDevice", chance.of(List.of(0, 0, 0, 5, 19, 35)));
        return chat(payload, chat.address(), false);
    }

    /** A stage that messages reached at one person, in a group or for a Status. */
    ObjectNode status(String chat, boolean group, List<String> ids, String status, Person person) {
        ObjectNode payload = statusOf(ids, status);
        payload.put("participant", person.phone());
        payload.put("participantDevice", chance.of(List.of(0, 0, 19)));
        return chat(payload, chat, group);
    }

    private ObjectNode statusOf(List<String> ids, String status) {
        ObjectNode payload = JSON.objectNode();
        payload.put("instanceId", shop.instance());
        payload.put("status", status);
        ids.forEach(payload.putArray("ids")::add);
        payload.put("momment", clock.instant().getEpochSecond() * 1000);
        return payload;
    }

    private static ObjectNode chat(ObjectNode payload, String chat, boolean group) {
        payload.put("phone", chat);
        payload.put("type", "MessageStatusCallback");
        return payload.put("isGroup", group);
    }

    /** What became of a message that was handed to Z-API. */
    ObjectNode delivery(Chat chat, String messageId, String zaapId) {
        ObjectNode payload = JSON.objectNode();
        payload.put("phone", chat.address());
        payload.put("messageId", messageId);
        payload.put("instanceId", shop.instance());
        payload.put("zaapId", zaapId);
        payload.put("momment", timeOfItsOwn());
        return payload.put("type", "DeliveryCallback");
    }

    ObjectNode presence(Chat chat, String status) {
        ObjectNode payload = JSON.objectNode();
        payload.put("type", "PresenceChatCallback");
        payload.put("phone", chat.address());
        payload.put("status", status);
        payload.putNull("lastSeen");
        return payload.put("instanceId", shop.instance());
    }

    ObjectNode connected() {
        ObjectNode payload = JSON.objectNode();
        payload.put("type", "ConnectedCallback");
        payload.put("connected", true);
        payload.put("momment", timeOfItsOwn());
        payload.put("instanceId", shop.instance());
        payload.put("phone", shop.owner().phone());
        return payload.put("isBusiness", true);
    }

    /** Its time is in seconds, so two of them never have the same. */
    ObjectNode disconnected() {
        lastDisconnected = Math.max(lastDisconnected + 1, clock.instant().getEpochSecond());
        ObjectNode payload = JSON.objectNode();
        payload.put("type", "DisconnectedCallback");
        payload.put("disconnected", true);
        payload.put("error", "Device has been disconnected");
        payload.put("momment", lastDisconnected);
        return payload.put("instanceId", shop.instance());
    }

    /** Two with the same error within an hour are one event, so each names another host. */
    ObjectNode proxyFailed() {
        ObjectNode payload = JSON.objectNode();
        payload.put("type", "ProxyCallback");
        payload.put("instanceId", shop.instance());
        return payload.put(
                "error",
                "The instance was connected without proxy, the configured proxy (socks5://aurora:" + chance.hex(8)
                        + "@proxy-" + chance.digits(9) + ".example:1080) failed 3 times to connect.");
    }

    /** A kind of callback that the gateway does not know. */
    ObjectNode unknown() {
        ObjectNode payload = JSON.objectNode();
        payload.put("type", "AllChatsCallback");
        payload.put("instanceId", shop.instance());
        payload.put("momment", timeOfItsOwn());
        payload.putArray("chats")
                .addObject()
                .put("phone", shop.chats().get(0).address())
                .put("unread", 2);
        return payload;
    }

    private static void flags(ObjectNode payload, Chat chat) {
        payload.put("isGroup", chat.kind() == ChatKind.GROUP);
        payload.put("isNewsletter", chat.kind() == ChatKind.CHANNEL);
    }

    private void names(ObjectNode payload, Chat chat, Person sender) {
        payload.put("chatName", chat.name());
        payload.put("senderPhoto", Shop.photo(sender, now()));
        payload.put("senderName", sender.name());
        payload.put("photo", chat.isDirect() ? Shop.photo(chat.customer(), now()) : null);
    }

    private static void participant(ObjectNode payload, Chat chat, Person sender) {
        boolean many = chat.kind() == ChatKind.GROUP || chat.kind() == ChatKind.BROADCAST;
        if (many) {
            payload.put("participantPhone", sender.phone());
        }
        payload.put("participantLid", many ? sender.lid() : null);
    }

    // Of some nothing else tells one from the next, and many may be made in a millisecond.
    private long timeOfItsOwn() {
        lastMillis = Math.max(lastMillis + 1, clock.millis());
        return lastMillis;
    }

    // WhatsApp's seconds, and a few milliseconds by which Z-API tells messages of one second apart.
    private long seconds() {
        return clock.instant().getEpochSecond() * 1000 + (chance.oneIn(4) ? chance.between(1, 4) : 0);
    }

    /**
     * Something that is written.
     *
     * @param throughApi whether the shop sent it through Z-API and not by phone
     * @param edited the id of the message that it corrects, or {@code null}
     * @param quoted the id of the message that it answers, or {@code null}
     */
    record Written(Message message, boolean throughApi, String edited, String quoted, Content content) {}
}
