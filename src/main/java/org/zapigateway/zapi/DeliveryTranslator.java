package org.zapigateway.zapi;

import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.DeliveryData;
import org.zapigateway.event.DeliveryOutcome;
import org.zapigateway.event.EventType;

/** DeliveryCallback: accepted by WhatsApp, or failed when there is an error (FIELD_CATALOGUE section 5). */
final class DeliveryTranslator {
    private DeliveryTranslator() {}

    static CanonicalEvent translate(Callback callback) {
        Fields fields = callback.fields();
        boolean failed = fields.isPresent("error") || fields.isPresent("errorCode");
        var data = new DeliveryData(
                callback.envelope(fields.text("messageId"), callback.chat(), null),
                failed ? DeliveryOutcome.FAILED : DeliveryOutcome.ACCEPTED,
                fields.text("zaapId"),
                ErrorText.withoutCredentials(fields.text("error")),
                ErrorText.withoutCredentials(fields.text("errorCode")),
                callback.original());
        return callback.event(callback.ids().delivery(failed), EventType.MESSAGE_DELIVERY, data);
    }
}
