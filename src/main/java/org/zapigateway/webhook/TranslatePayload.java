package org.zapigateway.webhook;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

/** Turns Z-API's payload into canonical events; whatever it says, there is at least one. */
final class TranslatePayload implements Processor {
    private final ZapiTranslator translator;

    TranslatePayload(ZapiTranslator translator) {
        this.translator = translator;
    }

    @Override
    public void process(Exchange exchange) throws RefusedException {
        ZapiPayload payload = exchange.getIn().getBody(ZapiPayload.class);
        WebhookRequest request = EdgeConsumer.requestOf(exchange);
        List<CanonicalEvent> events = translator.translate(payload, request.arrivedAt());
        // Before any of them is written out: eighteen kilobytes with 800 message ids become fourteen megabytes.
        request.becomes(events.size());
        exchange.getIn().setBody(events);
    }
}
