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
 * else a payload says. Left out are only the words that every payload has.
 */
final class PrivateValues {
    /** Their values are words of Z-API, or of this test. */
    private static final Set<String> WORDS =
            Set.of("type", "status", "orderStatus", "paymentStatus", "instanceId", "mimeType", "notification");

    /** What is told even where only a part of a value is quoted: a URL, a phone. */
    private static final Pattern PART = Pattern.compile("https?://[^\\s\"]+|\\d{8,}");

    private static final Pattern PASSWORD = Pattern.compile("://[^\\s:/]+:(\\S+)@");

    /** Shorter ones occur anywhere. */
    private static final int SHORTEST = 6;

    private final Set<String> values = new TreeSet<>();

    void addAll(JsonNode payload) {
        if (payload.isObject()) {
            payload.fields().forEachRemaining(field -> {
                if (!WORDS.contains(field.getKey())) {
                    addAll(field.getValue());
                }
            });
        } else if (payload.isArray()) {
            payload.forEach(this::addAll);
        } else if (isPrivate(payload.asText())) {
            values.add(payload.asText());
            PART.matcher(payload.asText()).results().map(MatchResult::group).forEach(values::add);
            PASSWORD.matcher(payload.asText())
                    .results()
                    .map(match -> match.group(1))
                    .forEach(values::add);
        }
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
