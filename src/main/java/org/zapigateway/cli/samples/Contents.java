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
    private final Media media;

    Contents(Shop shop, Chance chance, Callbacks callbacks, Media media) {
        this.shop = shop;
        this.chance = chance;
        this.callbacks = callbacks;
        this.media = media;
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
                        .put("thumbnailUrl", media.url(message, "jpeg")));
    }

    /** The first message of somebody who saw an advertisement. */
    Content fromAdvertisement() {
        return (chat, message) -> {
            ObjectNode fields = JSON.objectNode();
            fields.putObject("externalAdReply")
                    .put("title", "Cesta de café da manhã")
                    .put("body", "Entregamos na sua casa")
                    .put("mediaType", 1)
                    .put("thumbnailUrl", media.url(message, "jpeg"))
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
                    .put("imageUrl", media.url(message, "jpeg"))
                    .put("thumbnailUrl", media.url(message, "jpeg"))
                    .put("caption", "Fornada das 16h")
                    .put("mimeType", "image/jpeg")
                    .put("width", 1080)
                    .put("height", 1920);
            return fields;
        };
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
