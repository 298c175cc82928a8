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
    public void process(Exchange exchange) {
        ZapiPayload payload = exchange.getIn().getBody(ZapiPayload.class);
        List<CanonicalEvent> events =
                translator.translate(payload, EdgeConsumer.requestOf(exchange).arrivedAt());
        exchange.getIn().setBody(events);
    }
}
