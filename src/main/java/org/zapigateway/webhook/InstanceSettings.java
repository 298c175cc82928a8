package org.zapigateway.webhook;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * {@code zapi.instances[n].*}: a Z-API instance, and what its requests must bear.
 *
 * @param id Z-API's id of the instance; it identifies and does not authenticate (FACTS A6)
 * @param name a name for people and filters; {@code null}: none
 * @param token the instance's token, printable ASCII, which Z-API sends as the header {@code z-api-token} (FACTS A2, A3);
 *     two are valid at once during a rotation
 * @param webhookKey a secret that stands in the webhook's URL as {@code ?key=}; two are valid at once during a rotation
 * @param clientToken the account's token for calls to Z-API, printable ASCII; {@code null} or blank: none
 */
public record InstanceSettings(
        String id,
        String name,
        @DefaultValue List<String> token,
        @DefaultValue List<String> webhookKey,
        String clientToken) {
    public InstanceSettings {
        if (!StringUtils.hasText(id)) {
            throw new IllegalArgumentException("zapi.instances[n].id is missing; it stands in Z-API's panel");
        }
        requirePrintable("id", id);
        name = StringUtils.hasText(name) ? name : null;
        token = token.stream().filter(StringUtils::hasText).toList();
        webhookKey = webhookKey.stream().filter(StringUtils::hasText).toList();
        if (token.isEmpty() && webhookKey.isEmpty()) {
            throw new IllegalArgumentException("zapi.instances[n] '" + id
                    + "' has neither token nor webhook-key; set one of them, or anybody could post in its name");
        }
        token.forEach(secret -> requirePrintable("token", secret));
        requirePrintable("client-token", clientToken);
    }

    /** No header bears anything else; the exception of an HTTP client that is given it names the secret. */
    private static void requirePrintable(String setting, String value) {
        if (StringUtils.hasText(value) && !value.matches("[ -~]+")) {
            throw new IllegalArgumentException("zapi.instances[n]." + setting
                    + " holds a character that is not printable ASCII; does its file have Windows line ends? Then a CR is "
                    + "part of the value");
        }
    }

    /** Without the secrets, which must not reach a log. */
    @Override
    public String toString() {
        return "InstanceSettings[id=" + id + ", name=" + name + "]";
    }
}
