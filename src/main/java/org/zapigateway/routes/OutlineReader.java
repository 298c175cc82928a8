package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.common.YamlSupport;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/** Reads the outline of a route file from its YAML nodes, because they know lines and Camel's model does not well. */
final class OutlineReader {
    /** Keys whose value, when it is plain text, is an endpoint URI. */
    private static final Set<String> URI_KEYS =
            Set.of("uri", "to", "toD", "from", "wireTap", "poll", "deadLetterUri", "interceptSendToEndpoint");

    /** Steps that evaluate the URI with the simple language. */
    private static final Set<String> EVALUATING = Set.of("toD", "wireTap");

    private final CamelContext context;
    private final List<EndpointUse> uses = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    private OutlineReader(CamelContext context) {
        this.context = context;
    }

    /**
     * Reads the outline.
     *
     * @param context resolves <code>{{…}}</code> and makes the addresses; what it throws is left to others to explain
     * @param dsl what is found in the YAML on the way goes to the findings
     * @throws RouteFileException when the file is no YAML list of Camel entries
     */
    static Outline read(RouteFile file, CamelContext context, DslRules dsl, Findings findings)
            throws RouteFileException {
        Node root = YamlText.compose(findings.file(), file.text());
        if (!(root instanceof SequenceNode list)) {
            throw bad(findings, root, "is not a list of routes", "begin with '- route:'");
        }
        List<Entry> entries = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (!(item instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
                throw bad(findings, item, "has an entry that is not a map", "begin it with '- route:'");
            }
            for (NodeTuple tuple : mapping.getValue()) {
                Entry entry = new OutlineReader(context).entry(tuple);
                dsl.check(tuple, entry.routeId(), findings);
                entries.add(entry);
            }
        }
        return Outline.of(file, entries);
    }

    private Entry entry(NodeTuple tuple) {
        String kind = key(tuple);
        Node value = tuple.getValueNode();
        if (kind.equals("from")) {
            use(value, kind);
        }
        walk(value, kind, false);
        Map<String, Integer> keys = new TreeMap<>();
        String routeId = null;
        if (value instanceof MappingNode mapping) {
            for (NodeTuple field : mapping.getValue()) {
                keys.put(key(field), YamlText.line(field.getKeyNode()));
                if (kind.equals("route") && key(field).equals("id") && field.getValueNode() instanceof ScalarNode id) {
                    routeId = id.getValue();
                }
            }
        }
        StringBuilder canonical = new StringBuilder(kind);
        YamlText.canonical(value, canonical);
        return new Entry(kind, YamlText.line(tuple.getKeyNode()), routeId, keys, uses, words, canonical.toString());
    }

    private void walk(Node node, String parent, boolean inParameters) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(item, parent, inParameters));
        } else if (node instanceof ScalarNode scalar) {
            word(scalar, scalar.getValue(), false, parent, inParameters);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> walk(tuple, parent, inParameters));
        }
    }

    private void walk(NodeTuple tuple, String parent, boolean inParameters) {
        String key = inParameters ? text(tuple.getKeyNode()) : key(tuple);
        Node value = tuple.getValueNode();
        word(tuple.getKeyNode(), key, true, parent, inParameters);
        if (!inParameters) {
            endpoint(key, value);
        }
        walk(value, key, inParameters || key.equals("parameters"));
    }

    private void word(Node node, String text, boolean key, String parent, boolean inParameters) {
        boolean step = key && parent.equals("steps") && !inParameters;
        words.add(new Word(text, resolve(text), YamlText.line(node), key, parent, inParameters, step));
    }

    private void endpoint(String key, Node value) {
        if (URI_KEYS.contains(key) && value instanceof MappingNode) {
            use(value, key);
        } else if (URI_KEYS.contains(key) && !key.equals("uri") && value instanceof ScalarNode) {
            use(value, key);
        }
    }

    private void use(Node value, String key) {
        if (value instanceof ScalarNode scalar) {
            add(scalar, scalar.getValue(), YamlText.line(scalar), key, Map.of(), Map.of(), null);
        } else if (value instanceof MappingNode mapping) {
            String uri = null;
            int line = YamlText.line(mapping);
            Map<String, Integer> parameters = new LinkedHashMap<>();
            Map<String, String> values = new LinkedHashMap<>();
            Integer asksAt = null;
            for (NodeTuple tuple : mapping.getValue()) {
                if (key(tuple).equals("uri")) {
                    uri = text(tuple.getValueNode());
                    line = YamlText.line(tuple.getKeyNode());
                } else if (key(tuple).equals("pattern")
                        && resolve(text(tuple.getValueNode())).equalsIgnoreCase("InOut")) {
                    asksAt = YamlText.line(tuple.getKeyNode());
                } else if (key(tuple).equals("parameters") && tuple.getValueNode() instanceof MappingNode options) {
                    for (NodeTuple option : options.getValue()) {
                        parameters.put(text(option.getKeyNode()), YamlText.line(option.getKeyNode()));
                        values.put(text(option.getKeyNode()), text(option.getValueNode()));
                    }
                }
            }
            if (uri != null) {
                add(mapping, uri, line, key, parameters, values, asksAt);
            }
        }
    }

    private void add(
            Node node,
            String written,
            int line,
            String key,
            Map<String, Integer> parameters,
            Map<String, String> values,
            Integer asksAt) {
        String uri = resolve(uri(node, written.strip(), values));
        Map<String, Integer> lines = new LinkedHashMap<>(parameters);
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(Address.of(uri).options());
        all.keySet().forEach(name -> lines.putIfAbsent(name, line));
        all.replaceAll((name, value) -> resolve(value));
        uses.add(new EndpointUse(uri, line, key.equals("from"), EVALUATING.contains(key), lines, all, asksAt));
    }

    private String uri(Node node, String written, Map<String, String> values) {
        try {
            return YamlSupport.createEndpointUri(context, node, written, new LinkedHashMap<>(values));
        } catch (RuntimeException notPossible) {
            return written;
        }
    }

    private String resolve(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        try {
            return context.resolvePropertyPlaceholders(text);
        } catch (RuntimeException unresolved) {
            return text;
        }
    }

    private static String key(NodeTuple tuple) {
        // Camel accepts set-header for setHeader; the rules must not be dodged by that.
        return StringHelper.dashToCamelCase(text(tuple.getKeyNode()));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static RouteFileException bad(Findings findings, Node node, String what, String remedy) {
        return new RouteFileException(Finding.error(findings.file(), YamlText.line(node), null, what, remedy));
    }
}
