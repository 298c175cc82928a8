package org.zapigateway.webhook;

import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * The HTTP edge: from Z-API's POST to an event on disk, and only then the answer. It is Java and not YAML, because no
 * edit of a route may touch it.
 */
public final class WebhookRoute extends RouteBuilder {
    /** The id of this route; no route file can claim it. */
    public static final String ID = "receive-webhook";

    private final String path;
    private final Processor authenticate;
    private final Processor readPayload;
    private final Processor translatePayload;
    private final Processor appendEvents;

    WebhookRoute(
            String path,
            Processor authenticate,
            Processor readPayload,
            Processor translatePayload,
            Processor appendEvents) {
        this.path = path;
        this.authenticate = authenticate;
        this.readPayload = readPayload;
        this.translatePayload = translatePayload;
        this.appendEvents = appendEvents;
    }

    @Override
    public void configure() {
        // A failure ends the way at once; EdgeConsumer answers it. Nothing is tried again here: Z-API waits.
        errorHandler(noErrorHandler());

        // spotless:off
        from("platform-http:" + path + "?matchOnUriPrefix=true")
            .routeId(ID)
            .description("Takes Z-API's webhooks and answers when their events are on disk")
            .process(authenticate).id("authenticate")
            .process(readPayload).id("read-payload")
            .process(translatePayload).id("translate-payload")
            .process(appendEvents).id("append-events");
        // spotless:on
    }
}
