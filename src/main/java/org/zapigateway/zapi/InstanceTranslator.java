package org.zapigateway.zapi;

import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventType;
import org.zapigateway.event.InstanceData;

/** ConnectedCallback, DisconnectedCallback and ProxyCallback (FIELD_CATALOGUE section 7). They belong to no chat. */
final class InstanceTranslator {
    private InstanceTranslator() {}

    static CanonicalEvent connected(Callback callback) {
        Boolean sent = callback.fields().flag("connected");
        String id = callback.ids().connection("connected");
        return callback.event(id, EventType.INSTANCE_CONNECTED, data(callback, sent == null || sent));
    }

    static CanonicalEvent disconnected(Callback callback) {
        Boolean sent = callback.fields().flag("disconnected");
        String id = callback.ids().connection("disconnected");
        return callback.event(id, EventType.INSTANCE_DISCONNECTED, data(callback, sent != null && !sent));
    }

    /** The instance goes on without its proxy, so this says nothing of the connection. */
    static CanonicalEvent proxyFailed(Callback callback) {
        String id = callback.ids().proxy(callback.arrivedAt());
        return callback.event(id, EventType.INSTANCE_PROXY_FAILED, data(callback, null));
    }

    private static InstanceData data(Callback callback, Boolean connected) {
        Fields fields = callback.fields();
        return new InstanceData(
                callback.envelope(null, null, null),
                connected,
                fields.text("phone"),
                fields.flag("isBusiness"),
                ErrorText.withoutCredentials(fields.text("error")),
                callback.original());
    }
}
