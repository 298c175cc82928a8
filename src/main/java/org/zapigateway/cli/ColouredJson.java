package org.zapigateway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;

/** Writes names in one colour and values in another; what stands between them has none. */
final class ColouredJson extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1;
    private static final String NAME = "\u001b[36m";
    private static final String VALUE = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    ColouredJson(Separators separators) {
        super(separators);
    }

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        json.writeRaw(PLAIN);
        super.writeStartObject(json);
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) throws IOException {
        super.beforeObjectEntries(json);
        json.writeRaw(NAME);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(PLAIN);
        super.writeObjectFieldValueSeparator(json);
        json.writeRaw(VALUE);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(PLAIN);
        super.writeObjectEntrySeparator(json);
        json.writeRaw(NAME);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        json.writeRaw(PLAIN);
        super.writeEndObject(json, entries);
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        json.writeRaw(PLAIN);
        super.writeStartArray(json);
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        super.beforeArrayValues(json);
        json.writeRaw(VALUE);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(PLAIN);
        super.writeArrayValueSeparator(json);
        json.writeRaw(VALUE);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        json.writeRaw(PLAIN);
        super.writeEndArray(json, values);
    }
}
