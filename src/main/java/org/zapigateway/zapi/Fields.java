package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.zapigateway.event.StorableText;

/**
 * The fields of a JSON object, read without trust: any field may be missing or have any JSON type, and none of these
 * methods throws. What is missing, {@code null}, {@code ""} or of another type than asked for is {@code null}.
 */
final class Fields {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,20})?");

    private final JsonNode node;

    Fields(JsonNode node) {
        this.node = node;
    }

    JsonNode node() {
        return node;
    }

    JsonNode node(String name) {
        return node.path(name);
    }

    /** Whether the field says something, of whatever type: {@code false} and what is empty do not. */
    boolean isPresent(String name) {
        JsonNode value = node.path(name);
        return !saysNothing(value) && (!value.isBoolean() || value.booleanValue());
    }

    /** Whether a value, of whatever type, is missing, {@code null} or empty. */
    static boolean saysNothing(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isEmpty();
        }
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty();
    }

    /** Whether the field is an object that says something. */
    boolean hasObject(String name) {
        return node.path(name).isObject() && !node.path(name).isEmpty();
    }

    /** The object of that name; one without fields when it is missing. */
    Fields object(String name) {
        JsonNode value = node.path(name);
        return new Fields(value.isObject() ? value : MissingNode.getInstance());
    }

    /** The objects in the array of that name; what else is in it is left out. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode item : array(name)) {
            if (item.isObject()) {
                objects.add(new Fields(item));
            }
        }
        return objects;
    }

    /** The texts in the array of that name; what else is in it is left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array(name)) {
            String text = text(item);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The text of the first of these names that has one; a whole number counts as its digits. */
    String text(String... names) {
        for (String name : names) {
            String text = text(node.path(name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    Boolean flag(String name) {
        JsonNode value = node.path(name);
        if (value.isTextual()) {
            return switch (value.textValue()) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> null;
            };
        }
        return value.isBoolean() ? value.booleanValue() : null;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(flag(name));
    }

    Long whole(String name) {
        JsonNode value = node.path(name);
        if (value.isTextual() && WHOLE.matcher(value.textValue()).matches()) {
            return Long.valueOf(value.textValue());
        }
        boolean whole = value.isNumber() && value.canConvertToLong() && value.canConvertToExactIntegral();
        return whole ? value.longValue() : null;
    }

    Integer count(String name) {
        Long value = whole(name);
        return value == null || value.intValue() != value ? null : Integer.valueOf(value.intValue());
    }

    /** A count for which Z-API sends 0 when it does not know it. */
    Integer positive(String name) {
        Integer count = count(name);
        return count == null || count <= 0 ? null : count;
    }

    BigDecimal number(String name) {
        JsonNode value = node.path(name);
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return new BigDecimal(value.textValue());
        }
        return value.isNumber() ? value.decimalValue() : null;
    }

    /** The time of the first of these names that has a plausible one. */
    Instant time(String... names) {
        for (String name : names) {
            Instant time = EpochTime.of(whole(name));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private JsonNode array(String name) {
        JsonNode value = node.path(name);
        return value.isArray() ? value : MissingNode.getInstance();
    }

    private static String text(JsonNode value) {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            return null;
        }
        String text = value.asText();
        return text.isEmpty() ? null : StorableText.of(text);
    }
}
