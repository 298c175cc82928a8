package org.zapigateway.event;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Event types as users name them: one, or all that begin alike. */
public record EventTypes(Set<EventType> types) {
    private static final String ANY = "*";

    /**
     * Understands {@code message.received}, {@code message.*} and {@code *}.
     *
     * @throws IllegalArgumentException naming the types that there are
     */
    public static EventTypes of(String pattern) {
        boolean all = pattern.endsWith(ANY);
        String beginning = all ? pattern.substring(0, pattern.length() - 1) : pattern;
        Set<EventType> types = Arrays.stream(EventType.values())
                .filter(type ->
                        all ? type.text().startsWith(beginning) : type.text().equals(pattern))
                .collect(Collectors.toUnmodifiableSet());
        if (types.isEmpty()) {
            throw new IllegalArgumentException("there is no event type '" + pattern + "'; there are "
                    + Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.joining(", "))
                    + ", and patterns like message.*");
        }
        return new EventTypes(types);
    }

    /** Whether the type is one of them. */
    public boolean contain(EventType type) {
        return types.contains(type);
    }
}
