package org.zapigateway.zapi;

import static org.zapigateway.zapi.Shape.VALUE;
import static org.zapigateway.zapi.Shape.array;
import static org.zapigateway.zapi.Shape.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields that Z-API is known to send (FIELD_CATALOGUE), by type of callback. It is beside the readers and not in
 * them: what no reader asks for would never be noticed, and what is known and left to the original on purpose is no
 * news. Where Z-API only ever sent {@code null} ({@code code}, {@code expiresAt}) a value would be news.
 */
final class FieldCatalogue {
    private static final Shape ANY = object("type", "instanceId", "momment", "moment", "phone", "fromMe", "fromApi");
    private static final Shape OF_CHAT =
            ANY.with("chatLid", "senderLid", "chatName", "isGroup", "isNewsletter", "broadcast");
    private static final Shape OF_SENDER = OF_CHAT.with("messageId", "connectedPhone")
            .with("participantPhone", "participantLid", "senderName")
            // Signed URLs that end by WhatsApp's own clock: left to the original.
            .with("photo", "senderPhoto");

    private static final Shape TARGET = object("messageId", "fromMe", "participant")
            // The chat once more.
            .with("phone");

    private static final Shape FILE = object("thumbnailUrl", "mimeType", "mimetype", "caption")
            .with("fileName", "title", "pageCount", "width", "height", "seconds", "viewOnce", "downloadError");
    private static final Shape IMAGE = FILE.with("imageUrl");
    private static final Shape AUDIO = FILE.with("audioUrl", "ptt");
    private static final Shape VIDEO = FILE.with("videoUrl", "isGif");
    private static final Shape DOCUMENT = FILE.with("documentUrl");
    private static final Shape LOCATION = object("latitude", "longitude", "name", "address", "url");
    private static final Shape HEADER = object().with("image", IMAGE)
            .with("video", VIDEO)
            .with("document", DOCUMENT)
            .with("location", LOCATION);

    private static final Shape NAMED_OPTIONS = array(object("name"));
    // A button's index is its place in the array.
    private static final Shape TEMPLATE_BUTTONS = array(object("index")
            .with("urlButton", object("displayText", "url"))
            .with("quickReplyButton", object("displayText", "id"))
            .with("callButton", object("displayText", "phoneNumber")));
    private static final Shape TEMPLATE =
            object("message", "footer", "title").with("header", HEADER).with("hydratedButtons", TEMPLATE_BUTTONS);

    private static final Shape ORDER_ITEMS =
            array(object("productId", "retailerId", "name", "quantity", "price", "currencyCode"));
    private static final Shape CHARGE = object("referenceId", "orderRequestId", "orderStatus", "paymentStatus")
            .with("total", "subTotal", "discount", "shipping", "tax", "currency")
            .with("products", array(object("productId", "isCustomItem", "name", "quantity", "value")));
    private static final Shape PAYMENT_INFO =
            object("receiverPhone", "value", "currencyCode", "status", "transactionStatus");

    private static final Shape RECEIVED = conversation(interactive(commerce(notifications(OF_SENDER
            // The stage when it was sent, RECEIVED even for what the instance sent itself; statuses tell the rest.
            .with("status")
            .with("isEdit", "editMessageId", "isStatusReply", "waitingMessage", "viewOnce")
            .with("referenceMessageId", "messageExpirationSeconds", "forwarded")
            .with("broadcastRecipients", array(VALUE))))));

    private static final Map<String, Shape> BY_TYPE = Map.of(
            "receivedcallback",
            RECEIVED,
            "messagestatuscallback",
            OF_CHAT.with("status", "phoneDevice", "participant", "participantDevice")
                    .with("ids", array(VALUE).orValue()),
            "deliverycallback",
            OF_CHAT.with("messageId", "zaapId", "error", "errorCode"),
            "presencechatcallback",
            OF_SENDER.with("status", "lastSeen"),
            "connectedcallback",
            ANY.with("connected", "isBusiness", "error"),
            "disconnectedcallback",
            ANY.with("disconnected", "isBusiness", "error"),
            "proxycallback",
            ANY.with("isBusiness", "error"));
    private static final Shape OF_UNKNOWN_TYPE = OF_CHAT.with("messageId");

    private FieldCatalogue() {}

    /**
     * The paths of the fields of a payload that are not known; of a type that is not known, of all that its event
     * bears only in the original.
     *
     * @param type Z-API's {@code type}, or {@code null}
     * @return as {@link Shape#beyond} tells them
     */
    static List<String> unknownFields(JsonNode payload, String type) {
        String key = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return BY_TYPE.getOrDefault(key, OF_UNKNOWN_TYPE).beyond(payload);
    }

    private static Shape conversation(Shape received) {
        return received.with("text", object("message", "title", "description", "descritpion", "url", "thumbnailUrl"))
                .with("image", IMAGE)
                .with("audio", AUDIO)
                .with("video", VIDEO)
                .with("ptv", FILE.with("ptvUrl"))
                .with("document", DOCUMENT)
                .with("sticker", FILE.with("stickerUrl"))
                .with("contact", object("displayName", "vCard").with("phones", array(VALUE)))
                .with("location", LOCATION)
                .with(
                        "liveLocation",
                        object("latitude", "longitude", "caption")
                                .with(
                                        "sequence",
                                        object("low", "high", "unsigned").orValue()))
                .with("poll", object("question", "pollMaxOptions").with("options", NAMED_OPTIONS))
                .with("pollVote", object("pollMessageId").with("options", NAMED_OPTIONS))
                .with("reaction", object("value", "time", "reactionBy").with("referencedMessage", TARGET))
                .with("pinMessage", object("action", "pinDurationInSecs").with("referencedMessage", TARGET))
                .with(
                        "event",
                        object("name", "description", "canceled", "joinLink", "scheduleTime")
                                .with("location", LOCATION))
                .with(
                        "eventResponse",
                        object("response", "responseFrom", "time").with("referencedMessage", TARGET))
                .with("newsletterAdminInvite", object("newsletterId", "newsletterName", "text", "inviteExpiration"))
                .with("statusImage", IMAGE)
                .with("statusVideo", VIDEO)
                .with("statusAudio", AUDIO);
    }

    private static Shape interactive(Shape received) {
        return received.with("buttonsResponseMessage", object("buttonId", "message"))
                .with("listResponseMessage", object("selectedRowId", "title", "message"))
                .with(
                        "listMessage",
                        object("title", "description", "footerText", "buttonText")
                                .with(
                                        "sections",
                                        array(object("title")
                                                .with("options", array(object("rowId", "title", "description"))))))
                .with(
                        "buttonsMessage",
                        object("message", "imageUrl", "videoUrl")
                                .with(
                                        "buttons",
                                        // The type was always 1.
                                        array(object("buttonId", "type").with("buttonText", object("displayText")))))
                .with("hydratedTemplate", TEMPLATE.with("templateId"))
                .with("carouselMessage", object("text").with("cards", array(TEMPLATE)));
    }

    private static Shape commerce(Shape received) {
        return received.with("pixKeyMessage", object("key", "keyType", "merchantName", "currency", "referenceId"))
                .with(
                        "product",
                        object("productId", "retailerId", "title", "description", "price", "currencyCode", "url")
                                .with("productImage", "productImageCount", "firstImageId", "businessOwnerJid"))
                .with(
                        "order",
                        object("orderId", "token", "orderTitle", "message", "itemCount", "total", "subTotal")
                                .with("currency", "sellerJid", "thumbnailUrl")
                                .with("products", ORDER_ITEMS))
                .with("reviewAndPay", CHARGE.with("type"))
                .with("reviewOrder", CHARGE.with("type"))
                .with(
                        "requestPayment",
                        object("value", "currencyCode", "expiration", "requestPhone")
                                .with("paymentInfo", PAYMENT_INFO))
                .with("sendPayment", object().with("paymentInfo", PAYMENT_INFO));
    }

    private static Shape notifications(Shape received) {
        return received.with("notification", "callId", "callDirection", "isVideo", "requestMethod", "linkMode")
                .with("profileName", "updatedPhoto")
                .with(
                        "notificationParameters",
                        array(object("phone", "label", "assigned").orValue()))
                .with(
                        "externalAdReply",
                        object("title", "body", "sourceType", "sourceId", "sourceUrl", "ctwaClid", "mediaType")
                                .with("thumbnailUrl", "containsAutoReply")
                                // How WhatsApp shows it: left to the original.
                                .with("renderLargerThumbnail", "showAdAttribution"));
    }
}
