package org.zapigateway.cli;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.zapigateway.event.EventType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Event types as they are named on the command line: one, or all that begin alike. */
record EventTypes(Set<EventType> types) {
    private static final String ANY = "*";

    /** Understands {@code message.received}, {@code message.*} and {@code *}. */
    static EventTypes of(String pattern) {
        boolean all = pattern.endsWith(ANY);
        String beginning = all ? pattern.substring(0, pattern.length() - 1) : pattern;
        Set<EventType> types = Arrays.stream(EventType.values())
                .filter(type ->
                        all ? type.text().startsWith(beginning) : type.text().equals(pattern))
                .collect(Collectors.toUnmodifiableSet());
        if (types.isEmpty()) {
            throw new TypeConversionException("there is no event type '" + pattern + "'; there are "
                    + Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.joining(", "))
                    + ", and patterns like message.*");
        }
        return new EventTypes(types);
    }

    boolean contain(EventType type) {
        return types.contains(type);
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<EventTypes> {
        @Override
        public EventTypes convert(String pattern) {
            return of(pattern);
        }
    }
}
