package org.zapigateway.zapi;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells Z-API where to post the events of an instance to: all webhooks at once, or only some, one by one. What Z-API shows
 * afterwards decides whether that worked; what "all at once" did not set is set by itself. Of a webhook that Z-API does not
 * show, its word is taken.
 */
public final class WebhookRegistration {
    private final String url;
    private final Set<WebhookKind> kinds;
    private final Boolean sentByMe;

    /**
     * A registration; nothing is called yet.
     *
     * @param url where Z-API is to post to, with its secret
     * @param kinds the webhooks to set, not empty; the two for received messages go together, because "sent by me" decides
     *     which of them is used
     * @param sentByMe whether messages that were sent by the instance itself are to be posted too; {@code null}: as it is
     */
    public WebhookRegistration(String url, Set<WebhookKind> kinds, Boolean sentByMe) {
        this.url = url;
        this.kinds = EnumSet.copyOf(kinds);
        this.sentByMe = sentByMe;
        if (kinds.contains(WebhookKind.RECEIVED)) {
            this.kinds.add(WebhookKind.RECEIVED_AND_DELIVERY);
        }
    }

    /** What Z-API is to show after {@link #register}. */
    public RegisteredWebhooks planned(RegisteredWebhooks before) {
        Boolean wanted = wanted(before);
        Map<WebhookKind, String> urls = new EnumMap<>(WebhookKind.class);
        urls.putAll(before.urls());
        kinds.stream()
                .filter(kind -> isAll() || kind != WebhookKind.RECEIVED_AND_DELIVERY || Boolean.TRUE.equals(wanted))
                .forEach(kind -> urls.put(kind, url));
        return new RegisteredWebhooks(urls, wanted);
    }

    /**
     * Registers. When it fails, some of it may have been done.
     *
     * @param before what is registered now
     * @return what is registered afterwards, as Z-API shows it, and what it does not show as it was sent
     * @throws ManagementException when a call fails, or Z-API shows something else afterwards
     */
    public RegisteredWebhooks register(ManagementApi api, RegisteredWebhooks before) throws ManagementException {
        RegisteredWebhooks now = before;
        if (isAll()) {
            api.registerAll(url, sentByMe);
            now = api.webhooks();
        }
        if (!isDone(before, now)) {
            registerSingly(api, before, now);
            now = api.webhooks();
        }
        if (!isDone(before, now)) {
            throw new ManagementException("Z-API took the calls, but shows something else afterwards for "
                    + missing(now).stream().map(WebhookKind::text).collect(Collectors.joining(", "))
                    + (isSentByMeDone(before, now) ? "" : " sent by me")
                    + "; enter that in its panel");
        }
        for (WebhookKind kind : kinds) {
            if (!kind.isShown()) {
                api.register(kind, url);
                now = now.with(kind, url);
            }
        }
        return now;
    }

    /** Whether Z-API's "all at once" fits; nobody knows whether that sets what is not shown. */
    private boolean isAll() {
        return Arrays.stream(WebhookKind.values()).filter(WebhookKind::isShown).allMatch(kinds::contains);
    }

    private Boolean wanted(RegisteredWebhooks before) {
        return sentByMe == null ? before.sentByMe() : sentByMe;
    }

    private boolean isDone(RegisteredWebhooks before, RegisteredWebhooks now) {
        return missing(now).isEmpty() && isSentByMeDone(before, now);
    }

    private boolean isSentByMeDone(RegisteredWebhooks before, RegisteredWebhooks now) {
        return wanted(before) == null || wanted(before).equals(now.sentByMe());
    }

    private Set<WebhookKind> missing(RegisteredWebhooks now) {
        return kinds.stream()
                .filter(WebhookKind::isShown)
                .filter(kind -> kind != WebhookKind.RECEIVED_AND_DELIVERY || now.uses(kind))
                .filter(kind -> !url.equals(now.url(kind)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WebhookKind.class)));
    }

    private void registerSingly(ManagementApi api, RegisteredWebhooks before, RegisteredWebhooks now)
            throws ManagementException {
        Set<WebhookKind> missing = missing(now);
        for (WebhookKind kind : missing) {
            if (kind != WebhookKind.RECEIVED_AND_DELIVERY) {
                api.register(kind, url);
            }
        }
        boolean wanted = Boolean.TRUE.equals(wanted(before));
        if (wanted && kinds.contains(WebhookKind.RECEIVED_AND_DELIVERY)) {
            // This turns "sent by me" on.
            api.register(WebhookKind.RECEIVED_AND_DELIVERY, url);
        } else if (!isSentByMeDone(before, now)) {
            api.notifySentByMe(wanted);
        }
    }
}
