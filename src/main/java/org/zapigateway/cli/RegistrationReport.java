package org.zapigateway.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zapigateway.webhook.InstanceSettings;
import org.zapigateway.zapi.RegisteredWebhooks;
import org.zapigateway.zapi.WebhookKind;

/**
 * What came of the registration of one instance.
 *
 * @param before what was registered; {@code null} when that could not be asked
 * @param after what is registered now, or would be; {@code null} when nobody knows
 * @param failure why it was not done; {@code null} when it was
 */
record RegistrationReport(RegisteredWebhooks before, RegisteredWebhooks after, String failure) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It as one line of JSON, without secrets. */
    String json(InstanceSettings instance, boolean dryRun, PublicUrl ours) {
        try {
            return JSON.writeValueAsString(new Row(
                    instance.id(),
                    instance.name(),
                    dryRun,
                    failure == null,
                    failure,
                    Webhooks.of(before, ours),
                    Webhooks.of(after, ours)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An instance; what is not known is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            @JsonProperty String instance,
            @JsonProperty String name,
            @JsonProperty boolean dryRun,
            @JsonProperty boolean done,
            @JsonProperty String failure,
            @JsonProperty Webhooks before,
            @JsonProperty Webhooks after) {}

    /** Those that have a URL, by their names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Webhooks(@JsonProperty Map<String, Webhook> webhooks, @JsonProperty Boolean sentByMe) {
        static Webhooks of(RegisteredWebhooks registered, PublicUrl ours) {
            if (registered == null) {
                return null;
            }
            Map<String, Webhook> webhooks = new LinkedHashMap<>();
            for (WebhookKind kind : WebhookKind.values()) {
                if (registered.url(kind) != null) {
                    webhooks.put(
                            kind.text(),
                            new Webhook(
                                    ours.shown(registered.url(kind)),
                                    registered.uses(kind),
                                    kind.isShown() ? null : false));
                }
            }
            return new Webhooks(webhooks, registered.sentByMe());
        }
    }

    /**
     * A webhook.
     *
     * @param shown {@code false} when Z-API does not show the URL, so that it is the one that was sent; else absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Webhook(@JsonProperty String url, @JsonProperty boolean used, @JsonProperty Boolean shown) {}
}
