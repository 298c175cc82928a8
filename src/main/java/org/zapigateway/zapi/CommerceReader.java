package org.zapigateway.zapi;

import java.util.List;
import org.zapigateway.event.content.Charge;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.event.content.Order;
import org.zapigateway.event.content.OrderItem;
import org.zapigateway.event.content.Payment;
import org.zapigateway.event.content.PaymentRequest;
import org.zapigateway.event.content.PixKey;
import org.zapigateway.event.content.Product;

/**
 * Reads what is bought and paid. Amounts stay as sent, beside their currency: Z-API does not say whether they are
 * cents.
 */
final class CommerceReader {
    private CommerceReader() {}

    static PixKey pixKey(Fields content) {
        return new PixKey(
                content.text("key"),
                content.text("keyType"),
                content.text("merchantName"),
                content.text("currency"),
                content.text("referenceId"));
    }

    static Product product(Fields content) {
        return new Product(
                content.text("productId"),
                content.text("retailerId"),
                content.text("title"),
                content.text("description"),
                content.number("price"),
                content.text("currencyCode"),
                content.text("url"),
                content.text("productImage"),
                content.count("productImageCount"),
                content.text("firstImageId"),
                content.text("businessOwnerJid"));
    }

    static Order order(Fields content) {
        return new Order(
                content.text("orderId"),
                content.text("token"),
                content.text("orderTitle"),
                content.text("message"),
                content.count("itemCount"),
                content.number("total"),
                content.number("subTotal"),
                content.text("currency"),
                content.text("sellerJid"),
                content.text("thumbnailUrl"),
                items(content, "price"));
    }

    static Charge invoice(Fields content) {
        return charge(ContentKind.INVOICE, content);
    }

    static Charge orderReview(Fields content) {
        return charge(ContentKind.ORDER_REVIEW, content);
    }

    private static Charge charge(ContentKind kind, Fields content) {
        return new Charge(
                kind,
                content.text("type"),
                content.text("referenceId"),
                content.text("orderRequestId"),
                content.text("orderStatus"),
                content.text("paymentStatus"),
                content.number("total"),
                content.number("subTotal"),
                content.number("discount"),
                content.number("shipping"),
                content.number("tax"),
                content.text("currency"),
                items(content, "value"));
    }

    static PaymentRequest paymentRequest(Fields content) {
        Fields info = content.object("paymentInfo");
        Fields amount = content.number("value") == null ? info : content;
        return new PaymentRequest(
                amount.number("value"),
                amount.text("currencyCode"),
                content.time("expiration"),
                content.text("requestPhone"),
                info.text("receiverPhone"),
                info.text("status"),
                info.text("transactionStatus"));
    }

    static Payment payment(Fields content) {
        Fields info = content.object("paymentInfo");
        return new Payment(
                info.number("value"),
                info.text("currencyCode"),
                info.text("receiverPhone"),
                info.text("status"),
                info.text("transactionStatus"));
    }

    private static List<OrderItem> items(Fields content, String priceName) {
        return content.objects("products").stream()
                .map(item -> item(item, priceName))
                .toList();
    }

    private static OrderItem item(Fields item, String priceName) {
        return new OrderItem(
                item.text("productId"),
                item.text("retailerId"),
                item.text("name"),
                item.count("quantity"),
                item.number(priceName),
                item.text("currencyCode"),
                item.flag("isCustomItem"));
    }
}
