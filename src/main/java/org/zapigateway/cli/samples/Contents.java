package org.zapigateway.cli.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** What people write and send in conversations (FIELD_CATALOGUE section 2). */
final class Contents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Shop shop;
    private final Chance chance;
    private final Callbacks callbacks;

    Contents(Shop shop, Chance chance, Callbacks callbacks) {
        this.shop = shop;
        this.chance = chance;
        this.callbacks = callbacks;
    }

    Content text(String... choices) {
        return (chat, message) -> object(
                "text", JSON.objectNode().put("message", chance.of(choices).formatted(chance.digits(4))));
    }

    Content linkPreview() {
        return (chat, message) -> object(
                "text",
                JSON.objectNode()
                        .put("message", "Olha o cardápio de hoje: https://aurora.example/cardapio/" + chance.digits(3))
                        .put("description", "Pães, bolos e tortas")
                        .put("title", Shop.NAME)
                        .put("url", "https://aurora.example/cardapio")
                        .put("thumbnailUrl", media(message, "jpeg")));
    }

    /** The first message of somebody who saw an advertisement. */
    Content fromAdvertisement() {
        return (chat, message) -> {
            ObjectNode fields = JSON.objectNode();
            fields.putObject("externalAdReply")
                    .put("title", "Cesta de café da manhã")
                    .put("body", "Entregamos na sua casa")
                    .put("mediaType", 1)
                    .put("thumbnailUrl", media(message, "jpeg"))
                    .put("sourceType", "ad")
                    .put("sourceId", chance.digits(18))
                    .put("ctwaClid", chance.hex(40))
                    .put("sourceUrl", "https://ads.example/" + chance.digits(6))
                    .put("containsAutoReply", false)
                    .put("renderLargerThumbnail", true)
                    .put("showAdAttribution", true);
            fields.putObject("text").put("message", "Olá! Vi o anúncio da cesta e gostaria de saber mais.");
            return fields;
        };
    }

    /** The answer to a Status of the shop that is a picture. */
    Content statusReply() {
        return (chat, message) -> {
            ObjectNode fields = JSON.objectNode();
            fields.put("isStatusReply", true);
            fields.put("referenceMessageId", chance.messageId());
            fields.putObject("text").put("message", "Que delícia! 😍");
            fields.putObject("statusImage")
                    .put("imageUrl", media(message, "jpeg"))
                    .put("thumbnailUrl", media(message, "jpeg"))
                    .put("caption", "Fornada das 16h")
                    .put("mimeType", "image/jpeg")
                    .put("width", 1080)
                    .put("height", 1920);
            return fields;
        };
    }

    Content image(String caption) {
        return (chat, message) -> object("image", image(message, caption));
    }

    Content video(String caption, boolean gif) {
        return (chat, message) -> object(
                "video",
                JSON.objectNode()
                        .put("videoUrl", media(message, "mp4"))
                        .put("caption", caption)
                        .put("mimeType", "video/mp4")
                        .put("width", 720)
                        .put("height", 1280)
                        .put("seconds", chance.between(2, 60))
                        .put("viewOnce", false)
                        .put("isGif", gif));
    }

    Content videoNote() {
        return (chat, message) -> object(
                "ptv",
                JSON.objectNode()
                        .put("ptvUrl", media(message, "mp4"))
                        .put("caption", "")
                        .put("mimeType", "video/mp4")
                        .put("width", 400)
                        .put("height", 400));
    }

    Content audio(boolean voice) {
        return (chat, message) -> object(
                "audio",
                JSON.objectNode()
                        .put("ptt", voice)
                        .put("seconds", chance.between(1, 180))
                        .put("audioUrl", media(message, "ogg"))
                        .put("mimeType", "audio/ogg; codecs=opus")
                        .put("viewOnce", false));
    }

    Content document() {
        return (chat, message) -> {
            String name = "nota-" + chance.digits(5);
            return object(
                    "document",
                    JSON.objectNode()
                            .putNull("caption")
                            .put("documentUrl", media(message, "pdf"))
                            .put("mimeType", "application/pdf")
                            .put("title", name)
                            .put("pageCount", chance.between(1, 4))
                            .put("fileName", name + ".pdf"));
        };
    }

    Content sticker() {
        return (chat, message) -> object(
                "sticker",
                JSON.objectNode()
                        .put("stickerUrl", media(message, "webp"))
                        .put("mimeType", "image/webp")
                        .put("width", 512)
                        .put("height", 512));
    }

    Content contact() {
        return (chat, message) -> {
            String phone = "55009" + chance.digits(8);
            ObjectNode contact = JSON.objectNode()
                    .put("displayName", "Entregador Zeca")
                    .put(
                            "vCard",
                            "BEGIN:VCARD\nVERSION:3.0\nFN:Entregador \"Zeca\"\nTEL;waid=" + phone + ":+" + phone
                                    + "\nEND:VCARD");
            contact.putArray("phones").add(phone);
            return object("contact", contact);
        };
    }

    Content location() {
        return (chat, message) -> object(
                "location",
                place().put("address", "Rua das Flores, " + chance.between(1, 900))
                        .put("url", "https://maps.example/" + chance.digits(5)));
    }

    /** One position of a live location; the positions of one share are told apart by their sequence. */
    Content liveLocation() {
        return (chat, message) -> {
            // Microseconds as the two halves of a long.
            long micros = callbacks.now().toEpochMilli() * 1000 + chance.between(0, 999);
            ObjectNode position = place().put("caption", "a caminho");
            position.putObject("sequence")
                    .put("low", (int) micros)
                    .put("high", (int) (micros >> 32))
                    .put("unsigned", false);
            return object("liveLocation", position);
        };
    }

    /** Puts an emoji on the other side's newest message, or takes it off again when it is empty. */
    Content reaction(String emoji) {
        return (chat, message) -> {
            Person by = message.isFromShop() ? shop.owner() : message.sender();
            ObjectNode reaction = JSON.objectNode()
                    .put("value", emoji)
                    .put("time", callbacks.now().toEpochMilli())
                    .put("reactionBy", by.phone());
            reaction.set("referencedMessage", reference(chat, chat.last(!message.isFromShop())));
            return object("reaction", reaction);
        };
    }

    Content pin() {
        return (chat, message) -> {
            ObjectNode pin = JSON.objectNode().put("action", "pin").put("pinDurationInSecs", 604_800);
            pin.set("referencedMessage", reference(chat, chat.last()));
            return object("pinMessage", pin);
        };
    }

    Content poll() {
        return (chat, message) -> object(
                "poll",
                JSON.objectNode()
                        .put("question", "Quem abre a loja no sábado? 🥐")
                        .put("pollMaxOptions", 1)
                        .set("options", options("Eu posso", "Só depois das 7h", "Não posso")));
    }

    /** A vote in the poll that is the shop's newest message; without a choice it is withdrawn. */
    Content vote(String... choices) {
        return (chat, message) -> object(
                "pollVote",
                JSON.objectNode().put("pollMessageId", chat.last(true).id()).set("options", options(choices)));
    }

    Content calendarEvent() {
        return (chat, message) -> {
            ObjectNode event = JSON.objectNode()
                    .put("name", "Inventário")
                    .put("description", "Contagem do estoque")
                    .put("canceled", false)
                    .put("joinLink", "https://call.example/" + chance.hex(10))
                    .put(
                            "scheduleTime",
                            callbacks.now().plus(Duration.ofDays(3)).getEpochSecond());
            event.putObject("location").put("name", "Depósito");
            return object("event", event);
        };
    }

    /** The answer to the calendar event that is the shop's newest message. */
    Content calendarReply() {
        return (chat, message) -> {
            ObjectNode reply = JSON.objectNode()
                    .put("response", chance.of("GOING", "NOT_GOING", "MAYBE"))
                    .put("responseFrom", message.sender().phone())
                    .put("time", callbacks.now().toEpochMilli());
            reply.set("referencedMessage", reference(chat, chat.last(true)));
            return object("eventResponse", reply);
        };
    }

    Content channelInvite(Chat channel) {
        return (chat, message) -> object(
                "newsletterAdminInvite",
                JSON.objectNode()
                        .put("newsletterId", channel.address())
                        .put("newsletterName", channel.name())
                        .put("text", "Venha administrar o canal com a gente")
                        .put(
                                "inviteExpiration",
                                callbacks.now().plus(Duration.ofDays(7)).getEpochSecond()));
    }

    /** A content that the gateway does not know. */
    Content unknown() {
        return (chat, message) ->
                object("holographicGreeting", JSON.objectNode().put("angle", chance.between(1, 359)));
    }

    ObjectNode image(Message message, String caption) {
        return JSON.objectNode()
                .put("imageUrl", media(message, "jpeg"))
                .put("thumbnailUrl", media(message, "jpeg"))
                .put("caption", caption)
                .put("mimeType", "image/jpeg")
                .put("width", 1200)
                .put("height", 1600)
                .put("viewOnce", false);
    }

    /** The URL of a file, in the shape of Z-API's (FACTS M2) and at a host that does not exist. */
    String media(Message message, String ending) {
        return "https://files.example/file/temp-file-download/instances/" + shop.instance() + "/" + message.id() + "/"
                + chance.hex(22) + "==." + ending;
    }

    static ObjectNode object(String name, ObjectNode value) {
        return JSON.objectNode().set(name, value);
    }

    private ObjectNode place() {
        return JSON.objectNode()
                .put("longitude", -48 - chance.between(0, 9999) / 10_000.0)
                .put("latitude", -27 - chance.between(0, 9999) / 10_000.0);
    }

    private static ArrayNode options(String... names) {
        ArrayNode options = JSON.arrayNode();
        List.of(names).forEach(name -> options.addObject().put("name", name));
        return options;
    }

    private ObjectNode reference(Chat chat, Message message) {
        String participant = chat.isDirect() || message.isFromShop()
                ? null
                : message.sender().lid();
        return JSON.objectNode()
                .put("messageId", message.id())
                .put("fromMe", message.isFromShop())
                .put("phone", chat.address())
                .put("participant", participant);
    }
}
