package org.zapigateway.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.zapigateway.event.EventType;
import org.zapigateway.event.EventTypes;

/**
 * Which lines of the tail somebody wants: those to which all of this applies. What is empty does not matter.
 *
 * @param types types of events
 * @param instances names or ids of instances
 * @param subscriptions names of subscriptions; then it is not said that an event was accepted
 */
record TailFilter(List<EventTypes> types, List<String> instances, List<String> subscriptions) {
    /** Every line. */
    static final TailFilter ALL = new TailFilter(List.of(), List.of(), List.of());

    private static final Set<String> NAMES = new TreeSet<>(List.of("type", "instance", "subscription"));

    /**
     * Reads what follows the {@code ?} of a URL: lists separated by commas.
     *
     * @throws IllegalArgumentException naming what is not known, or has no value: a misspelt filter is none
     */
    static TailFilter of(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no '" + name + "' here; there are " + String.join(", ", NAMES));
            }
            if (list(value).isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' is empty; give it a value, or leave it out");
            }
        });
        return new TailFilter(
                list(parameters.get("type")).stream().map(EventTypes::of).toList(),
                list(parameters.get("instance")),
                list(parameters.get("subscription")));
    }

    boolean wants(TailLine line) {
        return (types.isEmpty() || isOfType(line.type()))
                && (instances.isEmpty()
                        || contains(instances, line.instanceName())
                        || contains(instances, line.instanceId()))
                && (subscriptions.isEmpty() || contains(subscriptions, line.subscription()));
    }

    private boolean isOfType(String text) {
        return text != null
                && EventType.of(text)
                        .filter(type -> types.stream().anyMatch(wanted -> wanted.contain(type)))
                        .isPresent();
    }

    /** Unlike a list's own, it may be asked for {@code null}. */
    private static boolean contains(List<String> wanted, String value) {
        return value != null && wanted.contains(value);
    }

    private static List<String> list(String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::trim)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }
}
