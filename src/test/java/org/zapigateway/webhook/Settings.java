package org.zapigateway.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;

/** Settings of the edge as they are bound from {@code application.yml}. */
final class Settings {
    private Settings() {}

    /**
     * Binds settings; what is not named has its default.
     *
     * @param namesAndValues names below {@code zapi.webhook.} and values, alternating
     */
    static WebhookSettings webhook(String... namesAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put("zapi.webhook." + namesAndValues[i], namesAndValues[i + 1]);
        }
        try {
            return new Binder(new MapConfigurationPropertySource(properties))
                    .bindOrCreate("zapi.webhook", WebhookSettings.class);
        } catch (BindException e) {
            throw NestedExceptionUtils.getMostSpecificCause(e) instanceof IllegalArgumentException refusal
                    ? refusal
                    : e;
        }
    }
}
