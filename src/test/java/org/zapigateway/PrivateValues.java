package org.zapigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of payloads that nobody may see but who consumes the events: phones, names, texts, URLs, ids, and whatever
 * else a payload says; also where one stands for the name of a field. Left out are only the words that every payload has.
 */
final class PrivateValues {
    /** Their values are words of Z-API, or of this test. */
    private static final Set<String> WORDS =
            Set.of("type", "status", "orderStatus", "paymentStatus", "instanceId", "mimeType", "notification");

    /** What is told even where only a part of a value is quoted: a URL, a phone. */
    private static final Pattern PART = Pattern.compile("https?://[^\\s\"]+|\\d{8,}");

    private static final Pattern PASSWORD = Pattern.compile("://[^\\s:/]+:(\\S+)@");

    private static final Pattern QUOTED = Pattern.compile("(?<!\"type)\":\\s*\"([^\"]+)");

    /** Names that are written otherwise are somebody's, or something. */
    private static final String ZAPI_NAME = "[a-z][A-Za-z]*[0-9]{0,3}";

    /** Shorter ones occur anywhere. */
    private static final int SHORTEST = 6;

    private final Set<String> values = new TreeSet<>();

    void addAll(JsonNode payload) {
        if (payload.isObject()) {
            payload.fields().forEachRemaining(field -> {
                addName(field.getKey());
                if (!WORDS.contains(field.getKey())) {
                    addAll(field.getValue());
                }
            });
        } else if (payload.isArray()) {
            payload.forEach(this::addAll);
        } else {
            addText(payload.asText());
        }
    }

    /** The values of a body that cannot be parsed: what stands between quotes behind a colon, and the parts of all of it. */
    void addAll(String body) {
        QUOTED.matcher(body).results().map(match -> match.group(1)).forEach(this::addText);
        addParts(body);
    }

    private void addName(String name) {
        if (!name.matches(ZAPI_NAME) && name.length() >= SHORTEST) {
            values.add(name);
        }
    }

    private void addText(String text) {
        if (isPrivate(text)) {
            values.add(text);
            addParts(text);
        }
    }

    private void addParts(String text) {
        PART.matcher(text).results().map(MatchResult::group).forEach(values::add);
        PASSWORD.matcher(text).results().map(match -> match.group(1)).forEach(values::add);
    }

    int size() {
        return values.size();
    }

    /** Those that stand in a text, as they are or as JSON writes them. */
    List<String> in(String text) {
        return values.stream()
                .filter(value -> Stream.of(value, escaped(value)).anyMatch(text::contains))
                .toList();
    }

    private static boolean isPrivate(String value) {
        boolean constant = value.matches("[A-Z][A-Z_]*");
        return value.length() >= SHORTEST && !constant;
    }

    private static String escaped(String value) {
        String quoted = TextNode.valueOf(value).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
