package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a JSON value may be, as far as that is known. Tells where a value is or has something else. Immutable. */
final class Shape {
    /** A text, a number or a flag. */
    static final Shape VALUE = new Shape(true, null, null);

    /** The most paths that are told of one value. */
    static final int MAX_PATHS = 32;

    // What is no plain word may be data, such as a phone number, and would break the path.
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final String NO_PLAIN_WORD = "*";

    private final boolean value;
    private final Map<String, Shape> fields;
    private final Shape items;

    /**
     * @param value whether a text, a number or a flag may be here
     * @param fields what an object here may have, or {@code null} when it may not be one
     * @param items what an array here may hold, or {@code null} when it may not be one
     */
    private Shape(boolean value, Map<String, Shape> fields, Shape items) {
        this.value = value;
        this.fields = fields;
        this.items = items;
    }

    /** An object that may have these fields, each a {@link #VALUE}. */
    static Shape object(String... names) {
        return new Shape(false, Map.of(), null).with(names);
    }

    /** An array of such items. */
    static Shape array(Shape items) {
        return new Shape(false, null, items);
    }

    /** This object with more fields, each a {@link #VALUE}. */
    Shape with(String... names) {
        Map<String, Shape> more = new HashMap<>(fields);
        for (String name : names) {
            more.put(name, VALUE);
        }
        return new Shape(value, more, items);
    }

    /** This object with one more field. */
    Shape with(String name, Shape shape) {
        Map<String, Shape> more = new HashMap<>(fields);
        more.put(name, shape);
        return new Shape(value, more, items);
    }

    /** This, or a {@link #VALUE} in its place. */
    Shape orValue() {
        return new Shape(true, fields, items);
    }

    /**
     * The paths of what an object has beyond this shape, for example {@code text.newThing} or
     * {@code poll.options[].image}; {@code *} stands for a name that is no plain word. What says nothing ({@code null},
     * {@code ""} and what is empty) counts as absent.
     *
     * @return sorted, at most {@link #MAX_PATHS}; {@code null} when there is nothing
     */
    List<String> beyond(JsonNode object) {
        Set<String> paths = new TreeSet<>();
        lookInto(object, "", paths);
        return paths.isEmpty() ? null : List.copyOf(paths);
    }

    private void lookInto(JsonNode object, String prefix, Set<String> paths) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            Shape known = fields.get(name);
            if (paths.size() == MAX_PATHS) {
                return;
            }
            if (known != null) {
                known.look(field.getValue(), prefix, name, paths);
            } else if (!Fields.saysNothing(field.getValue())) {
                paths.add(prefix + (PLAIN_WORD.matcher(name).matches() ? name : NO_PLAIN_WORD));
            }
        }
    }

    private void look(JsonNode node, String prefix, String name, Set<String> paths) {
        if (node.isObject() && fields != null) {
            lookInto(node, prefix + name + ".", paths);
        } else if (node.isArray() && items != null) {
            node.forEach(item -> items.look(item, prefix, name + "[]", paths));
        } else if ((node.isContainerNode() || !value) && !Fields.saysNothing(node) && paths.size() < MAX_PATHS) {
            paths.add(prefix + name);
        }
    }
}
