package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventType;
import org.zapigateway.event.content.ContentKind;

/**
 * Which events a subscription wants, as a filter that the broker evaluates when an event is appended.
 *
 * @param expression an Artemis filter over {@link EventHeaders}, or {@code null} for all events
 */
record EventFilter(String expression) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z.-]*?(\\.\\*)?|\\*");
    private static final List<String> CONTENT_KINDS =
            Arrays.stream(ContentKind.values()).map(ContentKind::text).toList();
    private static final List<String> CHAT_KINDS =
            Arrays.stream(ChatKind.values()).map(ChatKind::text).toList();

    /**
     * Builds the filter from the options of {@code zapi:events}; each is a list separated by commas, or {@code null}.
     *
     * @throws IllegalArgumentException naming the option, the value and what would be right
     */
    static EventFilter of(String types, String excludeTypes, String contentKinds, String instance, String chatKinds) {
        List<String> all = new ArrayList<>();
        if (types != null) {
            all.add(types("zapi:events: types", types));
        }
        if (excludeTypes != null) {
            all.add("NOT " + types("zapi:events: excludeTypes", excludeTypes));
        }
        if (contentKinds != null) {
            all.add(in(EventHeaders.CONTENT_KIND, kinds("zapi:events: contentKinds", contentKinds, CONTENT_KINDS)));
        }
        if (instance != null) {
            all.add(instances("zapi:events: instance", instance));
        }
        if (chatKinds != null) {
            all.add(in(EventHeaders.CHAT_KIND, kinds("zapi:events: chatKinds", chatKinds, CHAT_KINDS)));
        }
        return new EventFilter(all.isEmpty() ? null : String.join(" AND ", all));
    }

    /** The part of a filter that names instances, by name or by id. */
    static String instances(String option, String value) {
        List<String> names = list(option, value);
        return "(" + in(EventHeaders.INSTANCE_NAME, names) + " OR " + in(EventHeaders.INSTANCE_ID, names) + ")";
    }

    /** The part of a filter that names event types; {@code option} is where they stand, for the message. */
    static String types(String option, String value) {
        return list(option, value).stream()
                .map(type -> type(option, type))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String type(String option, String type) {
        if (!TYPE.matcher(type).matches() || !known(type)) {
            throw new IllegalArgumentException(option + " names '" + type
                    + "', which is no event type; there are "
                    + Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.joining(", "))
                    + ", and patterns like message.*");
        }
        return type.endsWith("*")
                ? EventHeaders.EVENT_TYPE + " LIKE " + quoted(prefix(type) + "%")
                : EventHeaders.EVENT_TYPE + " = " + quoted(type);
    }

    private static boolean known(String type) {
        return type.endsWith("*")
                ? Arrays.stream(EventType.values())
                        .anyMatch(known -> known.text().startsWith(prefix(type)))
                : EventType.of(type).isPresent();
    }

    private static String prefix(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }

    private static List<String> kinds(String option, String value, List<String> known) {
        List<String> kinds = list(option, value);
        for (String kind : kinds) {
            if (!known.contains(kind)) {
                throw new IllegalArgumentException(
                        option + " names '" + kind + "'; there are " + String.join(", ", known));
            }
        }
        return kinds;
    }

    private static List<String> list(String option, String value) {
        List<String> entries = Arrays.stream(value.split(","))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(option + " is empty; name at least one value, or leave the option out");
        }
        return entries;
    }

    private static String in(String header, List<String> values) {
        return header + values.stream().map(EventFilter::quoted).collect(Collectors.joining(", ", " IN (", ")"));
    }

    /** A text as the broker's filters write it. */
    static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
