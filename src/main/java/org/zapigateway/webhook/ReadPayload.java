package org.zapigateway.webhook;

import java.io.IOException;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxUnavailableException;
import org.zapigateway.zapi.MalformedPayloadException;
import org.zapigateway.zapi.ZapiPayload;

/**
 * Reads the body, bounded, and parses it. A body that cannot be parsed is refused, but kept byte for byte, because it
 * came with the right credential and Z-API will not send it again.
 */
final class ReadPayload implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPayload.class);

    private final BodyReader reader;
    private final Inbox inbox;

    ReadPayload(BodyReader reader, Inbox inbox) {
        this.reader = reader;
        this.inbox = inbox;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        WebhookRequest request = exchange.getIn().getBody(WebhookRequest.class);
        if (!request.isJson()) {
            throw new RefusedException(Refusal.NOT_JSON_TYPE);
        }
        ZapiPayload payload = parse(request);
        Set<?> instances = exchange.getProperty(Authenticate.INSTANCES, Set.class);
        if (instances != null && payload.instanceId() != null && !instances.contains(payload.instanceId())) {
            throw new RefusedException(Refusal.WRONG_INSTANCE);
        }
        exchange.getIn().setBody(payload);
    }

    private ZapiPayload parse(WebhookRequest request) throws IOException, RefusedException, InboxUnavailableException {
        byte[] body = request.body(reader);
        try {
            return ZapiPayload.parse(body);
        } catch (MalformedPayloadException e) {
            inbox.keepRejected(body, e.reason().name(), request.arrivedAt());
            LOG.warn("webhook: a body could not be parsed ({}), it is kept in zapi.rejected", e.reason());
            throw new RefusedException(Refusal.NOT_JSON);
        }
    }
}
