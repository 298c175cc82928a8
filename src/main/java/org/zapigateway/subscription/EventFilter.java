package org.zapigateway.subscription;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.selector.filter.Filterable;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventType;
import org.zapigateway.event.content.ContentKind;

/**
 * Which events a subscription wants, as a filter that the broker evaluates when an event is appended.
 *
 * @param clauses Artemis filters over {@link EventHeaders}, all of which must match, by the option they stand for
 */
record EventFilter(Map<String, String> clauses) {
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
        Map<String, String> all = new LinkedHashMap<>();
        if (types != null) {
            all.put("types", types("zapi:events: types", types));
        }
        if (excludeTypes != null) {
            all.put("excludeTypes", "NOT " + types("zapi:events: excludeTypes", excludeTypes));
        }
        if (contentKinds != null) {
            List<String> kinds = kinds("zapi:events: contentKinds", contentKinds, CONTENT_KINDS);
            all.put("contentKinds", in(EventHeaders.CONTENT_KIND, kinds));
        }
        if (instance != null) {
            all.put("instance", instances("zapi:events: instance", instance));
        }
        if (chatKinds != null) {
            List<String> kinds = kinds("zapi:events: chatKinds", chatKinds, CHAT_KINDS);
            all.put("chatKinds", in(EventHeaders.CHAT_KIND, kinds));
        }
        return new EventFilter(all);
    }

    /** The whole filter, or {@code null} for all events. */
    String expression() {
        return clauses.isEmpty() ? null : String.join(" AND ", clauses.values());
    }

    /** The options that keep an event with these headers out, judged as the broker does; empty when it is wanted. */
    List<String> unmet(Map<String, Object> headers) {
        return clauses.entrySet().stream()
                .filter(clause -> !matches(clause.getValue(), headers))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean matches(String clause, Map<String, Object> headers) {
        try {
            return FilterImpl.createFilter(clause).match(new Properties(headers));
        } catch (ActiveMQException e) {
            throw new IllegalStateException("the broker does not understand the filter " + clause, e);
        }
    }

    /** The headers of an event as the broker's filters read them. */
    private record Properties(Map<String, Object> headers) implements Filterable {
        @Override
        public Object getProperty(SimpleString name) {
            return headers.get(name.toString());
        }

        @Override
        public <T> T getBodyAs(Class<T> type) {
            return null;
        }

        @Override
        public Object getLocalConnectionId() {
            return null;
        }
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
