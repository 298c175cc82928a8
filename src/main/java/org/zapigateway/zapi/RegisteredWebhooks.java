package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where Z-API posts the events of an instance to. The URLs may hold secrets.
 *
 * @param urls the URL of each webhook that has one
 * @param sentByMe whether messages that were sent by the instance itself are posted too; {@code null} when Z-API does not
 *     say
 */
public record RegisteredWebhooks(Map<WebhookKind, String> urls, Boolean sentByMe) {
    public RegisteredWebhooks {
        urls = Map.copyOf(urls);
    }

    static RegisteredWebhooks of(JsonNode instance) {
        Map<WebhookKind, String> urls = new EnumMap<>(WebhookKind.class);
        for (WebhookKind kind : WebhookKind.values()) {
            if (!kind.isShown()) {
                continue;
            }
            String url = instance.path(kind.field()).asText("");
            if (!url.isBlank() && !instance.path(kind.field()).isNull()) {
                urls.put(kind, url);
            }
        }
        JsonNode sentByMe = instance.path("receiveCallbackSentByMe");
        return new RegisteredWebhooks(urls, sentByMe.isBoolean() ? sentByMe.booleanValue() : null);
    }

    /** The same, with another URL of one webhook. */
    RegisteredWebhooks with(WebhookKind kind, String url) {
        Map<WebhookKind, String> changed = new EnumMap<>(WebhookKind.class);
        changed.putAll(urls);
        changed.put(kind, url);
        return new RegisteredWebhooks(changed, sentByMe);
    }

    /** The URL of a webhook, or {@code null} when it has none or Z-API does not show it. */
    public String url(WebhookKind kind) {
        return urls.get(kind);
    }

    /** Whether Z-API posts to a webhook's URL: of the two for received messages it uses one (FACTS section 5). */
    public boolean uses(WebhookKind kind) {
        boolean both = Boolean.TRUE.equals(sentByMe) && urls.containsKey(WebhookKind.RECEIVED_AND_DELIVERY);
        return switch (kind) {
            case RECEIVED -> !both;
            case RECEIVED_AND_DELIVERY -> both;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return "RegisteredWebhooks[" + urls.keySet() + ", sentByMe=" + sentByMe + "]";
    }
}
