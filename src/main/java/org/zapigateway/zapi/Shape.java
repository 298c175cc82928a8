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

    /** So many unknown names are not new fields: the object is keyed by something, and that may be data. */
    static final int MAX_NAMES = 8;

    // As Z-API writes its names. What is written otherwise may be data, such as a phone number or somebody's name, and
    // these paths reach logs and metrics; it would break the path, too.
    private static final Pattern PLAIN_WORD = Pattern.compile("(?=.{1,40}$)[a-z]+\\d{0,3}(?:[A-Z][a-z]*\\d{0,3})*");
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
     * {@code poll.options[].image}; {@code *} stands for a name that is no plain word as Z-API's are, and for all names of
     * an object that has more than {@link #MAX_NAMES} unknown ones. What says nothing ({@code null}, {@code ""} and what
     * is empty) counts as absent.
     *
     * @return sorted, at most {@link #MAX_PATHS}; {@code null} when there is nothing
     */
    List<String> beyond(JsonNode object) {
        Set<String> paths = new TreeSet<>();
        lookInto(object, "", paths);
        return paths.isEmpty() ? null : List.copyOf(paths);
    }

    private void lookInto(JsonNode object, String prefix, Set<String> paths) {
        Set<String> unknown = Set.of();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            Shape known = fields.get(name);
            if (paths.size() == MAX_PATHS) {
                return;
            }
            if (known != null) {
                known.look(field.getValue(), prefix, name, paths);
            } else if (unknown.size() < MAX_PATHS && !Fields.saysNothing(field.getValue())) {
                unknown = unknown.isEmpty() ? new TreeSet<>() : unknown;
                unknown.add(PLAIN_WORD.matcher(name).matches() ? name : NO_PLAIN_WORD);
            }
        }
        boolean isKeyed = !prefix.isEmpty() && unknown.size() > MAX_NAMES;
        addAll(isKeyed ? Set.of(NO_PLAIN_WORD) : unknown, prefix, paths);
    }

    private static void addAll(Set<String> names, String prefix, Set<String> paths) {
        for (String name : names) {
            if (paths.size() == MAX_PATHS) {
                return;
            }
            paths.add(prefix + name);
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
