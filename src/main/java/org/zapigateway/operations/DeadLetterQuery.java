package org.zapigateway.operations;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.zapigateway.subscription.DeadLetterFilter;

/** Names and values from a URL or from a filter in JSON. What nobody reads is refused: a misspelt filter is none. */
final class DeadLetterQuery {
    private static final Set<String> FILTER = new TreeSet<>(List.of("type", "instance", "from", "until", "reason"));
    private static final Set<String> PAGE = new TreeSet<>(List.of("limit", "offset", "body"));

    private final Map<String, String> values;

    private DeadLetterQuery(Map<String, String> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no '" + name + "' here; there are " + String.join(", ", known));
            }
        }
        this.values = values;
    }

    /** What follows the {@code ?} of a URL. */
    static DeadLetterQuery of(Map<String, String> parameters) {
        Set<String> known = new TreeSet<>(FILTER);
        known.addAll(PAGE);
        return new DeadLetterQuery(new HashMap<>(parameters), known);
    }

    /** The filter that a JSON object describes. */
    static DeadLetterFilter filter(Map<String, String> object) {
        return new DeadLetterQuery(object, FILTER).filter();
    }

    DeadLetterFilter filter() {
        return new DeadLetterFilter(null, text("type"), text("instance"), time("from"), time("until"), text("reason"));
    }

    int limit(int otherwise, int most) {
        return number("limit", otherwise, 1, most);
    }

    int offset() {
        return number("offset", 0, 0, Integer.MAX_VALUE);
    }

    /** Whether the events themselves are asked for. */
    boolean body() {
        String value = values.getOrDefault("body", "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("'body' is '" + value + "'; it must be true or false");
        }
        return value.equals("true");
    }

    /** {@code null} when nothing is said. An empty value is refused: it would mean everything. */
    private String text(String name) {
        String value = values.get(name);
        if (values.containsKey(name) && (value == null || value.isBlank())) {
            throw new IllegalArgumentException("'" + name + "' is empty; give it a value, or leave it out");
        }
        return value;
    }

    private Instant time(String name) {
        String value = text(name);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is '" + value + "'; it must be a time like 2026-03-01T10:05:30Z", e);
        }
    }

    private int number(String name, int otherwise, int least, int most) {
        if (values.get(name) == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(values.get(name));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of bounds is.
        }
        throw new IllegalArgumentException(
                "'" + name + "' is '" + values.get(name) + "'; it must be a number between " + least + " and " + most);
    }
}
