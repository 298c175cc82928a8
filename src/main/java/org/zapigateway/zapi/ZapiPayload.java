package org.zapigateway.zapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.zapigateway.zapi.MalformedPayloadException.Reason;

/**
 * One body that Z-API posted: a JSON object, as text and as a tree. Immutable for its readers, and safe to share
 * between threads.
 */
public final class ZapiPayload {
    /**
     * How deep a payload may nest. The deepest documented path has seven levels (a button of a carousel); 64 leaves room
     * for what Z-API may add, while the recursion of whatever reads the tree stays far below the depth of a stack.
     */
    public static final int MAX_DEPTH = 64;

    // A BigDecimal of a million digits takes minutes to compute with; no field has more than twenty.
    private static final int MAX_NUMBER_LENGTH = 256;
    private static final int MAX_NAME_LENGTH = 1_024;
    // Above any body limit that makes sense at the edge: there the size is decided, here it is only bounded.
    private static final int MAX_TEXT_LENGTH = 16 * 1024 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';
    private static final ObjectReader TREES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxStringLength(MAX_TEXT_LENGTH)
                            .build())
                    // One for all threads: each request has a virtual thread of its own, and would make new buffers.
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    // Names come from outside and must not fill the JVM's table of strings.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            // Amounts keep their digits: 605.50 must not become 605.5.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private final String text;
    private final ObjectNode tree;

    private ZapiPayload(String text, ObjectNode tree) {
        this.text = text;
        this.tree = tree;
    }

    /**
     * Reads a body: strict UTF-8 (a byte order mark is dropped), exactly one JSON object. A name that occurs twice is
     * tolerated and its last value counts, since Z-API's own examples repeat names (FIELD_CATALOGUE section 11).
     *
     * @param body the bytes as received; may be empty, not {@code null}
     * @throws MalformedPayloadException when the body can never become an event
     */
    public static ZapiPayload parse(byte[] body) throws MalformedPayloadException {
        String text = decode(body).strip();
        if (text.isEmpty()) {
            throw new MalformedPayloadException(Reason.EMPTY);
        }
        return new ZapiPayload(text, readObject(text));
    }

    /** The whole object. Not to be changed. */
    public JsonNode tree() {
        return tree;
    }

    /** The object's JSON text as received, without a byte order mark and surrounding white space. */
    public String text() {
        return text;
    }

    /** Z-API's {@code type} as sent, or {@code null} when there is none or it is no text. */
    public String type() {
        return tree.path("type").textValue();
    }

    /**
     * The instance that the events of this payload bear, or {@code null} when there is none. An id that is sent as a
     * number counts, as it does in the events: else a sender could speak for an instance without being asked for its
     * credential.
     */
    public String instanceId() {
        return new Fields(tree).text("instanceId");
    }

    private static String decode(byte[] body) throws MalformedPayloadException {
        String text = new String(body, StandardCharsets.UTF_8);
        // The quick way puts this sign where the bytes are no UTF-8. It may also have been sent: then the slow way
        // tells.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(body);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static void requireUtf8(byte[] body) throws MalformedPayloadException {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new MalformedPayloadException(Reason.NOT_UTF8);
        }
    }

    private static ObjectNode readObject(String text) throws MalformedPayloadException {
        try (JsonParser parser = TREES.getFactory().createParser(text)) {
            return readObject(parser);
        } catch (IOException e) {
            throw new MalformedPayloadException(Reason.NOT_JSON);
        }
    }

    private static ObjectNode readObject(JsonParser parser) throws IOException, MalformedPayloadException {
        try {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            JsonNode tree = TREES.readTree(parser);
            if (parser.nextToken() != null) {
                throw new MalformedPayloadException(Reason.TRAILING_CONTENT);
            }
            if (!object) {
                throw new MalformedPayloadException(Reason.NOT_AN_OBJECT);
            }
            return (ObjectNode) tree;
        } catch (StreamConstraintsException e) {
            boolean deep = parser.getParsingContext().getNestingDepth() > MAX_DEPTH;
            throw new MalformedPayloadException(deep ? Reason.TOO_DEEP : Reason.TOO_LONG);
        } catch (NumberFormatException e) {
            // An exponent beyond 32 bits: Jackson lets BigDecimal's refusal through as it is.
            throw new MalformedPayloadException(Reason.TOO_LONG);
        }
    }
}
