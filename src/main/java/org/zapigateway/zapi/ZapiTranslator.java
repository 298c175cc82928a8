package org.zapigateway.zapi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventId;
import org.zapigateway.event.EventType;
import org.zapigateway.event.UnrecognisedData;

/**
 * Turns what Z-API posts into canonical events. It never refuses an object: what it does not understand becomes an
 * event that keeps the original. Thread-safe.
 */
public final class ZapiTranslator {
    private static final Logger LOG = LoggerFactory.getLogger(ZapiTranslator.class);

    private final boolean includeOriginal;
    private final Function<String, String> instanceNames;
    private final KnownLids knownLids = new KnownLids();

    /**
     * @param includeOriginal whether events bear the original; what is not recognised bears it in any case
     * @param instanceNames the configured name of an instance by Z-API's instance id; may answer {@code null}, is never
     *     asked for {@code null}, and must be thread-safe
     */
    public ZapiTranslator(boolean includeOriginal, Function<String, String> instanceNames) {
        this.includeOriginal = includeOriginal;
        this.instanceNames = Objects.requireNonNull(instanceNames, "instanceNames");
    }

    /**
     * The events that a payload tells of, in the payload's order.
     *
     * @param payload what Z-API posted
     * @param arrivedAt when it arrived; the time of events for which Z-API sends none
     * @return at least one event; several for a status of several messages and for labels on several chats. Their ids
     *     differ. A payload that would become more than memory holds is one unrecognised event.
     */
    public List<CanonicalEvent> translate(ZapiPayload payload, Instant arrivedAt) {
        Objects.requireNonNull(arrivedAt, "arrivedAt");
        try {
            Callback callback = new Callback(payload, arrivedAt, instanceName(payload), includeOriginal, knownLids);
            List<CanonicalEvent> events = dispatch(callback);
            return events.isEmpty() ? List.of(unrecognised(callback)) : events;
        } catch (RuntimeException e) {
            // A defect of ours must not cost the sender's event. Only the class is logged: a message may quote chats.
            LOG.error(
                    "a payload could not be translated ({}); it is kept as unrecognised",
                    e.getClass().getName());
            return List.of(lastResort(payload, arrivedAt));
        }
    }

    private String instanceName(ZapiPayload payload) {
        return payload.instanceId() == null ? null : instanceNames.apply(payload.instanceId());
    }

    /** Empty when the payload is not understood, or would become too much. */
    private static List<CanonicalEvent> dispatch(Callback callback) {
        String type = callback.fields().text("type");
        // Z-API's prose spells ReceivedCallBack what its payloads spell ReceivedCallback (FIELD_CATALOGUE section 0).
        return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
            case "receivedcallback" -> received(callback);
            case "messagestatuscallback" -> StatusTranslator.translate(callback);
            case "deliverycallback" -> List.of(DeliveryTranslator.translate(callback));
            case "presencechatcallback" -> PresenceTranslator.translate(callback);
            case "connectedcallback" -> List.of(InstanceTranslator.connected(callback));
            case "disconnectedcallback" -> List.of(InstanceTranslator.disconnected(callback));
            case "proxycallback" -> List.of(InstanceTranslator.proxyFailed(callback));
            default -> List.of();
        };
    }

    private static List<CanonicalEvent> received(Callback callback) {
        return callback.fields().text("notification") == null
                ? MessageTranslator.translate(callback)
                : NotificationTranslator.translate(callback);
    }

    private static CanonicalEvent unrecognised(Callback callback) {
        Fields fields = callback.fields();
        // Who sent what is not understood is not known either.
        var envelope = callback.envelope(fields.text("messageId"), callback.chat(), null);
        var data = new UnrecognisedData(envelope, fields.text("type"), callback.originalAlways());
        return callback.event(callback.ids().unrecognised(), EventType.UNRECOGNISED, data);
    }

    // Reads nothing of the payload, so that what failed cannot fail again.
    private static CanonicalEvent lastResort(ZapiPayload payload, Instant arrivedAt) {
        var envelope = new Envelope(null, null, null, null, null, null, null, arrivedAt, null);
        var data = new UnrecognisedData(envelope, null, payload.text());
        return new CanonicalEvent(
                EventId.random(), EventType.UNRECOGNISED, Callback.UNKNOWN_SOURCE, null, arrivedAt, data);
    }
}
