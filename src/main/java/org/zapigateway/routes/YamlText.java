package org.zapigateway.routes;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * YAML text to nodes with line numbers, within bounds. Camel's reader has no bound on depth, and aliases that multiply
 * (an "alias bomb") would be walked node by node.
 */
final class YamlText {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 100_000;

    private YamlText() {}

    /** The root node of the only document. */
    static Node compose(String display, String text) throws RouteFileException {
        if (text.isBlank()) {
            throw bad(display, 0, "is empty", "write a route into it, or delete it");
        }
        LoadSettings settings = LoadSettings.builder().setLabel(display).build();
        try {
            checkDepth(display, settings, text);
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> bad(display, 0, "holds only comments", "write a route into it, or delete it"));
            count(display, root, 0, new int[1]);
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            String remedy = e.getProblem().contains("another document")
                    ? "take '---' away; a file is one list of routes"
                    : "mend the indentation or the quotes there";
            throw bad(display, line, "is not valid YAML: " + e.getProblem(), remedy);
        } catch (YamlEngineException e) {
            throw bad(display, 0, "is not valid YAML: " + e.getMessage(), "mend it, or use fewer aliases");
        }
    }

    /** The line of a node, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    /** The content of a node without comments, order of writing kept: equal texts mean equal content. */
    static void canonical(Node node, StringBuilder out) {
        if (node instanceof MappingNode mapping) {
            out.append('{');
            for (NodeTuple tuple : mapping.getValue()) {
                canonical(tuple.getKeyNode(), out);
                out.append(':');
                canonical(tuple.getValueNode(), out);
                out.append(',');
            }
            out.append('}');
        } else if (node instanceof SequenceNode sequence) {
            out.append('[');
            sequence.getValue().forEach(item -> canonical(item, out.append('-')));
            out.append(']');
        } else if (node instanceof ScalarNode scalar) {
            String value = scalar.getValue();
            out.append(scalar.getTag()).append(value.length()).append('"').append(value);
        }
    }

    /** The events are read one by one, so that a million opening brackets cannot overflow the stack. */
    private static void checkDepth(String display, LoadSettings settings, String text) throws RouteFileException {
        int depth = 0;
        Event before = null;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            // An unquoted {{name}}: a map whose key is a map. What composes nodes would not tell where.
            if (before != null
                    && before.getEventId() == Event.ID.MappingStart
                    && event.getEventId() == Event.ID.MappingStart) {
                int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                throw bad(
                        display,
                        line,
                        "begins a value with '{{', which is a map in YAML",
                        "put the whole value in quotes, \"{{name}}…\"");
            }
            before = event;
            if (depth > MAX_DEPTH) {
                int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                throw bad(display, line, "is nested deeper than " + MAX_DEPTH + " levels", "make it flatter");
            }
        }
    }

    private static void count(String display, Node node, int depth, int[] nodes) throws RouteFileException {
        if (++nodes[0] > MAX_NODES || depth > MAX_DEPTH) {
            throw bad(
                    display,
                    line(node),
                    "grows beyond " + MAX_NODES + " nodes or " + MAX_DEPTH + " levels when its aliases are followed",
                    "write the parts out instead of repeating aliases");
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                count(display, tuple.getKeyNode(), depth + 1, nodes);
                count(display, tuple.getValueNode(), depth + 1, nodes);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                count(display, item, depth + 1, nodes);
            }
        }
    }

    private static RouteFileException bad(String display, int line, String what, String remedy) {
        return new RouteFileException(Finding.error(display, line, null, what, remedy));
    }
}
