package org.zapigateway.zapi;

/** The webhooks of an instance that have a URL of their own (FACTS section 5). */
public enum WebhookKind {
    RECEIVED("received", "update-webhook-received", "receivedCallbackUrl"),

    /** Set and with "sent by me" on, this URL takes the place of {@link #RECEIVED}; setting it turns that on. */
    RECEIVED_AND_DELIVERY(
            "received-and-delivery", "update-webhook-received-delivery", "receivedAndDeliveryCallbackUrl"),

    DELIVERY("delivery", "update-webhook-delivery", "deliveryCallbackUrl"),
    MESSAGE_STATUS("message-status", "update-webhook-message-status", "messageStatusCallbackUrl"),
    CHAT_PRESENCE("chat-presence", "update-webhook-chat-presence", "presenceChatCallbackUrl"),
    CONNECTED("connected", "update-webhook-connected", "connectedCallbackUrl"),
    DISCONNECTED("disconnected", "update-webhook-disconnected", "disconnectedCallbackUrl"),

    /** Documented for partners, whose instances have proxies. No answer of Z-API is known to hold its URL. */
    PROXY_FAILED("proxy-failed", "update-proxy-webhook", null);

    private final String text;
    private final String call;
    private final String field;

    WebhookKind(String text, String call, String field) {
        this.text = text;
        this.call = call;
        this.field = field;
    }

    /** Its name for people. */
    public String text() {
        return text;
    }

    /** The call that sets its URL. */
    String call() {
        return call;
    }

    /** Whether Z-API shows its URL; when not, it can only be set, and nobody can look whether it is. */
    public boolean isShown() {
        return field != null;
    }

    /** The field of Z-API's answer that holds its URL; {@code null} when it is not shown. */
    String field() {
        return field;
    }
}
