package org.zapigateway.cli;

import org.zapigateway.event.EventTypes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads event types from the command line. */
final class EventTypesConverter implements ITypeConverter<EventTypes> {
    @Override
    public EventTypes convert(String pattern) {
        try {
            return EventTypes.of(pattern);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
