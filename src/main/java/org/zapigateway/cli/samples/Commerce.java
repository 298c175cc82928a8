package org.zapigateway.cli.samples;

import static org.zapigateway.cli.samples.Contents.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** What is offered, chosen, ordered and paid (FIELD_CATALOGUE section 2). */
final class Commerce {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CURRENCY = "BRL";
    private static final List<String> GOODS =
            List.of("Pão de queijo", "Bolo de fubá", "Torta de limão", "Croissant", "Broa de milho", "Café coado");

    private final Shop shop;
    private final Chance chance;
    private final Callbacks callbacks;
    private final Media media;

    Commerce(Shop shop, Chance chance, Callbacks callbacks, Media media) {
        this.shop = shop;
        this.chance = chance;
        this.callbacks = callbacks;
        this.media = media;
    }

    Content buttons() {
        return (chat, message) -> {
            ObjectNode question = JSON.objectNode()
                    .putNull("imageUrl")
                    .putNull("videoUrl")
                    .put("message", "Confirma o pedido %s?".formatted(chance.digits(4)));
            ArrayNode buttons = question.putArray("buttons");
            button(buttons, "sim", "Sim");
            button(buttons, "nao", "Não");
            return object("buttonsMessage", question);
        };
    }

    Content buttonReply() {
        return (chat, message) -> object(
                "buttonsResponseMessage",
                JSON.objectNode().put("buttonId", "sim").put("message", "Sim"));
    }

    Content list() {
        return (chat, message) -> {
            ObjectNode list = JSON.objectNode()
                    .put("title", "Horários")
                    .put("description", "Escolha um turno para a entrega")
                    .put("footerText", Shop.NAME)
                    .put("buttonText", "Ver");
            ArrayNode rows =
                    list.putArray("sections").addObject().put("title", "Amanhã").putArray("options");
            rows.addObject()
                    .put("title", "Manhã")
                    .put("description", "Das 8h às 12h")
                    .put("rowId", "manha");
            rows.addObject()
                    .put("title", "Tarde")
                    .put("description", "Das 13h às 18h")
                    .put("rowId", "tarde");
            return object("listMessage", list);
        };
    }

    Content listReply() {
        return (chat, message) -> object(
                "listResponseMessage",
                JSON.objectNode()
                        .put("message", "Das 8h às 12h")
                        .put("title", "Manhã")
                        .put("selectedRowId", "manha"));
    }

    Content template() {
        return (chat, message) -> {
            ObjectNode template = templateOf(message, "Seu pedido saiu para entrega");
            return object("hydratedTemplate", template.put("templateId", chance.digits(15)));
        };
    }

    Content carousel() {
        return (chat, message) -> {
            ObjectNode carousel = JSON.objectNode().put("text", "Ofertas da semana");
            ArrayNode cards = carousel.putArray("cards");
            GOODS.subList(0, chance.between(2, 4)).forEach(name -> cards.add(templateOf(message, name)));
            return object("carouselMessage", carousel);
        };
    }

    Content product() {
        return (chat, message) -> object(
                "product",
                JSON.objectNode()
                        .put("productImage", media.url(message, "jpeg"))
                        .put("businessOwnerJid", shop.owner().phone())
                        .put("currencyCode", CURRENCY)
                        // More digits than any number type has: ids stay texts.
                        .put("productId", chance.digits(20))
                        .put("description", "Feito hoje")
                        .put("productImageCount", 2)
                        .put("price", price())
                        .put("url", "https://aurora.example/produto/" + chance.digits(4))
                        .put("retailerId", "PA-" + chance.digits(3))
                        .put("firstImageId", chance.digits(19))
                        .put("title", chance.of(GOODS)));
    }

    Content order() {
        return (chat, message) -> {
            int price = price();
            int quantity = chance.between(1, 6);
            ObjectNode order = JSON.objectNode()
                    .put("itemCount", quantity)
                    .put("orderId", chance.digits(15))
                    .put("message", chance.of("entregar à tarde", "sem açúcar, por favor", ""))
                    .put("orderTitle", Shop.NAME)
                    .put("sellerJid", shop.owner().phone())
                    .put("thumbnailUrl", media.url(message, "jpeg"))
                    .put("token", "AR" + chance.hex(30) + "==")
                    .put("currency", CURRENCY)
                    .put("total", price * quantity)
                    .put("subTotal", price * quantity);
            order.putArray("products")
                    .addObject()
                    .put("quantity", quantity)
                    .put("name", chance.of(GOODS))
                    .put("productId", chance.digits(20))
                    .put("retailerId", "PA-" + chance.digits(3))
                    .put("price", price)
                    .put("currencyCode", CURRENCY);
            return object("order", order);
        };
    }

    /** The order, to be reviewed and paid. */
    Content invoice() {
        return (chat, message) ->
                object("reviewAndPay", charge("pending", "pending").put("type", "physical-goods"));
    }

    /** What has become of the order. */
    Content orderReview() {
        return (chat, message) -> object("reviewOrder", charge("processing", "paid"));
    }

    Content pixKey() {
        return (chat, message) -> object(
                "pixKeyMessage",
                JSON.objectNode()
                        .put("currency", CURRENCY)
                        .put("referenceId", chance.hex(11))
                        .put("key", "c0a80101-0000-4000-8000-" + chance.digits(12))
                        .put("keyType", "EVP")
                        .put("merchantName", Shop.NAME));
    }

    Content paymentRequest() {
        return (chat, message) -> {
            ObjectNode request = JSON.objectNode()
                    .put("value", 4500)
                    .put("currencyCode", CURRENCY)
                    .put("expiration", callbacks.now().plus(Duration.ofDays(7)).toEpochMilli())
                    .put("requestPhone", chat.customer().phone());
            request.set("paymentInfo", payment("WAITING", "COLLECT_SUCCESS"));
            return object("requestPayment", request);
        };
    }

    Content payment() {
        return (chat, message) -> object("sendPayment", object("paymentInfo", payment("COMPLETE", "SUCCESS")));
    }

    private ObjectNode payment(String status, String transaction) {
        return JSON.objectNode()
                .put("receiverPhone", shop.owner().phone())
                .put("value", 4500)
                .put("currencyCode", CURRENCY)
                .put("status", status)
                .put("transactionStatus", transaction);
    }

    private ObjectNode charge(String orderStatus, String paymentStatus) {
        int price = price();
        ObjectNode charge = JSON.objectNode()
                .put("referenceId", chance.hex(11))
                .put("orderRequestId", chance.digits(17))
                .put("orderStatus", orderStatus)
                .put("paymentStatus", paymentStatus)
                .put("total", price + 500)
                .put("subTotal", price)
                .put("discount", 0)
                .put("shipping", 500)
                .put("tax", 0)
                .put("currency", CURRENCY);
        charge.putArray("products")
                .addObject()
                .put("productId", "custom-item-" + chance.hex(8))
                .put("isCustomItem", true)
                .put("name", chance.of(GOODS))
                .put("quantity", 1)
                .put("value", price);
        return charge;
    }

    private ObjectNode templateOf(Message message, String text) {
        ObjectNode template = JSON.objectNode();
        template.putObject("header").set("image", media.imageFields(message, ""));
        template.put("message", text).put("footer", Shop.NAME).put("title", "");
        ArrayNode buttons = template.putArray("hydratedButtons");
        buttons.addObject()
                .put("index", 0)
                .putObject("urlButton")
                .put("displayText", "Acompanhar")
                .put("url", "https://aurora.example/p/" + chance.digits(6));
        buttons.addObject()
                .put("index", 1)
                .putObject("quickReplyButton")
                .put("displayText", "Quero")
                .put("id", "quero-" + chance.digits(2));
        return template;
    }

    private static void button(ArrayNode buttons, String id, String text) {
        buttons.addObject()
                .put("buttonId", id)
                .put("type", 1)
                .putObject("buttonText")
                .put("displayText", text);
    }

    private int price() {
        return chance.between(4, 120) * 500;
    }
}
