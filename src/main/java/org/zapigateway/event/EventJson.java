package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The canonical event as text: CloudEvents 1.0, structured JSON. Absent is absent, never {@code null}; times are
 * ISO-8601 UTC with three digits of a second. Thread-safe.
 */
public final class EventJson {
    /** The media type of the CloudEvent's {@code data}. */
    public static final String DATA_CONTENT_TYPE = "application/json";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectWriter DATA = JsonMapper.builder(JsonFactory.builder()
                    // One for all threads: each request has a virtual thread of its own, and would make new buffers.
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .build())
            .serializationInclusion(Include.NON_NULL)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            // An emoji as it was sent, and not as two escapes.
            .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .addModule(new SimpleModule().addSerializer(new InstantSerializer()))
            .build()
            .writer();

    private EventJson() {}

    /** The event as JSON text. */
    public static String write(CanonicalEvent event) {
        return new String(bytes(event), StandardCharsets.UTF_8);
    }

    /**
     * The event as JSON in UTF-8. The data goes straight from the records to the bytes, and the original is copied as it
     * was received: this runs once per event before the sender is answered.
     */
    public static byte[] bytes(CanonicalEvent event) {
        // Their buffers are used again, for the next event.
        BufferRecycler buffers = DATA.getFactory()._getBufferRecycler();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(buffers)) {
            try (JsonGenerator json = DATA.getFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
                write(event, json);
            }
            return bytes.getClearAndRelease();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a canonical event could not be written to memory", impossible);
        } finally {
            buffers.releaseToPool();
        }
    }

    /** A time in the one format that events use, for example {@code 2021-09-21T12:50:38.000Z}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    private static void write(CanonicalEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", event.id());
        json.writeStringField("source", event.source());
        json.writeStringField("type", event.type().text());
        if (event.subject() != null) {
            json.writeStringField("subject", event.subject());
        }
        json.writeStringField("time", time(event.time()));
        json.writeStringField("datacontenttype", DATA_CONTENT_TYPE);
        json.writeStringField("dataschema", event.type().dataSchema());
        json.writeFieldName("data");
        DATA.writeValue(json, event.data());
        json.writeEndObject();
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(time(time));
        }
    }
}
