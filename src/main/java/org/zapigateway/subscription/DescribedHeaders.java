package org.zapigateway.subscription;

import org.apache.camel.spi.Metadata;
import org.zapigateway.event.EventHeaders;

/**
 * The headers of an event as Camel's catalog describes them, for the check of route files and for visual designers. {@link
 * EventHeaders} cannot bear Camel's annotations: the model of an event knows no framework. Public for Camel's plugin, which
 * reads the names while the gateway is built.
 */
public final class DescribedHeaders {
    @Metadata(description = "The type of the event, for example message.received", javaType = "String")
    public static final String EVENT_TYPE = EventHeaders.EVENT_TYPE;

    @Metadata(description = "The id of the event: 32 hex digits, the same for each copy of it", javaType = "String")
    public static final String EVENT_ID = EventHeaders.EVENT_ID;

    @Metadata(description = "Z-API's id of the instance", javaType = "String")
    public static final String INSTANCE_ID = EventHeaders.INSTANCE_ID;

    @Metadata(description = "The name of the instance from the configuration", javaType = "String")
    public static final String INSTANCE_NAME = EventHeaders.INSTANCE_NAME;

    @Metadata(description = "The id of the chat", javaType = "String")
    public static final String CHAT_ID = EventHeaders.CHAT_ID;

    @Metadata(description = "The kind of the chat: direct, group, channel, broadcast or status", javaType = "String")
    public static final String CHAT_KIND = EventHeaders.CHAT_KIND;

    @Metadata(description = "WhatsApp's id of the message", javaType = "String")
    public static final String MESSAGE_ID = EventHeaders.MESSAGE_ID;

    @Metadata(description = "The kind of the content, for example text or image", javaType = "String")
    public static final String CONTENT_KIND = EventHeaders.CONTENT_KIND;

    @Metadata(description = "Whether the number itself has written the message", javaType = "Boolean")
    public static final String FROM_ME = EventHeaders.FROM_ME;

    @Metadata(description = "The id of the event, when an operator has sent it again", javaType = "String")
    public static final String REPLAY_OF = EventHeaders.REPLAY_OF;

    @Metadata(description = "The short hash of the route file that takes the event", javaType = "String")
    public static final String ROUTE_VERSION = EventHeaders.ROUTE_VERSION;

    private DescribedHeaders() {}
}
