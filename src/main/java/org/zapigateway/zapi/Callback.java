package org.zapigateway.zapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventData;
import org.zapigateway.event.EventType;
import org.zapigateway.event.Person;

/** One call of Z-API while it is translated: its fields, and what every event made of it shares. */
final class Callback {
    // A status of 2021 has no instanceId. CloudEvents requires a source, and this one is no instance's.
    static final String UNKNOWN_SOURCE = "/zapi/instances/unknown";

    private static final String SOURCE = "/zapi/instances/";

    // Each event of a payload bears the whole original. Some 800 messages in one status pass, 31 were the most seen
    // (FACTS S7); a body of 40,000 would become forty gigabytes.
    private static final int MAX_FAN_OUT = 16 * 1024 * 1024;

    private final ZapiPayload payload;
    private final Fields fields;
    private final Addresses addresses;
    private final Chat chat;
    private final DeduplicationKey ids;
    private final Instant arrivedAt;
    private final Instant time;
    private final String instanceName;
    private final boolean includeOriginal;
    private final List<String> unmappedFields;

    Callback(
            ZapiPayload payload, Instant arrivedAt, String instanceName, boolean includeOriginal, KnownLids knownLids) {
        this.payload = payload;
        this.fields = new Fields(payload.tree());
        this.addresses = new Addresses(fields, knownLids);
        this.chat = addresses.chat();
        this.ids = new DeduplicationKey(fields, chat);
        this.arrivedAt = arrivedAt;
        // The English poll examples misspell the misspelling (FIELD_CATALOGUE section 11).
        Instant sent = fields.time("momment", "moment");
        this.time = sent == null ? arrivedAt : sent;
        this.instanceName = instanceName;
        this.unmappedFields = FieldCatalogue.unknownFields(payload.tree(), fields.text("type"));
        // What no event has room for is nowhere else.
        this.includeOriginal = includeOriginal || unmappedFields != null || Contents.areSeveral(fields);
    }

    Fields fields() {
        return fields;
    }

    Addresses addresses() {
        return addresses;
    }

    /** The chat that the payload names, or {@code null}. */
    Chat chat() {
        return chat;
    }

    DeduplicationKey ids() {
        return ids;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    /** When it happened: by Z-API's clock, or when it arrived if the payload has no plausible time. */
    Instant time() {
        return time;
    }

    /** The payload as received, unless the configuration leaves it out and the event has all of it. */
    String original() {
        return includeOriginal ? payload.text() : null;
    }

    /** The payload as received, for what is not understood: nothing unknown is lost, whatever the configuration. */
    String originalAlways() {
        return payload.text();
    }

    /** Whether so many events of this payload would be more than memory holds; to be asked before they are made. */
    boolean isFlood(int events) {
        return events > 1 && (long) events * payload.text().length() > MAX_FAN_OUT;
    }

    /** The envelope of something that somebody did in the payload's chat. */
    Envelope envelope() {
        return envelope(fields.text("messageId"), chat, addresses.sender(chat));
    }

    Envelope envelope(String messageId, Chat chat, Person sender) {
        return new Envelope(
                fields.text("instanceId"),
                instanceName,
                messageId,
                chat,
                sender,
                fields.flag("fromMe"),
                fields.flag("fromApi"),
                arrivedAt,
                unmappedFields);
    }

    CanonicalEvent event(String id, EventType type, EventData data) {
        String subject = data.chat() == null ? null : data.chat().id();
        return new CanonicalEvent(id, type, source(), subject, time, data);
    }

    private String source() {
        String instance = fields.text("instanceId");
        return instance == null ? UNKNOWN_SOURCE : SOURCE + encoded(instance);
    }

    // The source is a URI reference; an instance id that is not Z-API's 32 digits must not break out of its segment.
    private static String encoded(String instance) {
        return URLEncoder.encode(instance, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
