package org.zapigateway.routes;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Holds the YAML of a route file against the schema of the DSL. Which entries and steps are allowed is for others. */
final class DslRules {
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?");
    private static final int SHOWN = 60;

    /** Without an expression they sort by the body, or transform to a type. */
    private static final Set<String> OPTIONAL_EXPRESSION = Set.of("sort", "transform", "expression");

    private static final Set<String> BRANCHES = Set.of("when", "otherwise", "filter");

    private final DslSchema schema;

    DslRules(DslSchema schema) {
        this.schema = schema;
    }

    /** Checks one entry of a route file, such as {@code route: …}. */
    void check(NodeTuple entry, String routeId, Findings findings) {
        String kind = key(entry);
        Walk walk = new Walk(routeId, findings);
        schema.entry(kind).ifPresent(part -> walk.check(entry, kind, part));
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? StringHelper.dashToCamelCase(key.getValue()) : "";
    }

    /** A walk through one entry. */
    private record Walk(String routeId, Findings findings) {

        void check(NodeTuple tuple, String key, DslSchema.Part part) {
            check(tuple.getKeyNode(), tuple.getValueNode(), key, part);
        }

        /** @param at whose line to name when the whole node is wrong */
        private void check(Node at, Node node, String name, DslSchema.Part part) {
            if (node instanceof MappingNode mapping) {
                map(at, mapping, name, part);
            } else if (node instanceof SequenceNode sequence) {
                list(sequence, name, part);
            } else if (node instanceof ScalarNode scalar) {
                scalar(scalar, name, part.asScalar());
            }
        }

        private void map(Node at, MappingNode mapping, String name, DslSchema.Part choice) {
            DslSchema.Part part = choice.asMap();
            if (!part.type().isEmpty() && !part.type().equals("object")) {
                shape(mapping, "a map", name, part);
                return;
            }
            Set<String> seen = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = key(tuple);
                if (!seen.add(key)) {
                    error(tuple.getKeyNode(), "has '" + key + "' twice in one '" + name + "'", "remove one of them");
                }
                Optional<DslSchema.Part> below = part.below(key);
                if (below.isPresent()) {
                    check(tuple, key, below.get());
                } else if (part.isClosed() && !name.equals("steps")) {
                    unknown(tuple.getKeyNode(), key, name, part);
                }
            }
            if (name.equals("steps") && seen.size() > 1) {
                error(at, "has " + seen.size() + " steps in one item of its list", "begin each step with '- '");
            }
            choice.required().stream()
                    .filter(key -> !seen.contains(key))
                    .forEach(key -> error(at, "has '" + name + "' without '" + key + "'", "add it"));
            expression(at, name, part, seen);
            if (BRANCHES.contains(name) && !seen.contains("steps")) {
                findings.warning(
                        YamlText.line(at),
                        routeId,
                        "has a '" + name + "' without 'steps', so what comes there is delivered nowhere",
                        "put steps below it, or take it out");
            }
        }

        private void expression(Node at, String name, DslSchema.Part part, Set<String> seen) {
            Set<String> expressions = part.expressions();
            if (!expressions.isEmpty()
                    && expressions.stream().noneMatch(seen::contains)
                    && !OPTIONAL_EXPRESSION.contains(name)) {
                error(at, "has '" + name + "' without an expression", "add one, such as 'simple: …' or 'constant: …'");
            }
        }

        private void unknown(Node at, String key, String name, DslSchema.Part part) {
            String known = "'" + name + "' may have " + String.join(", ", part.keys());
            error(
                    at,
                    "has '" + key + "' in '" + name + "', which Camel does not know there",
                    DidYouMean.orElse(key, part.keys(), "", known));
        }

        private void list(SequenceNode sequence, String name, DslSchema.Part part) {
            if (part.type().equals("array")) {
                sequence.getValue().forEach(item -> check(item, item, name, part.items()));
            } else if (!part.asMap().type().isEmpty()) {
                shape(sequence, "a list", name, part.asMap());
            }
        }

        private void scalar(ScalarNode scalar, String name, DslSchema.Part part) {
            String value = scalar.getValue();
            if (part.type().equals("array") || part.type().equals("object")) {
                shape(scalar, scalar.getTag().equals(Tag.NULL) ? "nothing" : "a single value", name, part);
            } else if (value.contains("{{") || value.startsWith("#")) {
                // What comes out of it is for the dry start to judge.
                return;
            } else if (part.type().equals("boolean") && !BOOLEAN.matcher(value).matches()) {
                wrong(scalar, name, "write true or false");
            } else if (part.type().equals("number") && !NUMBER.matcher(value).matches()) {
                wrong(scalar, name, "write a number");
            } else if (!part.choices().isEmpty() && part.choices().stream().noneMatch(value::equalsIgnoreCase)) {
                String choices = "write one of " + String.join(", ", part.choices());
                wrong(scalar, name, DidYouMean.orElse(value, part.choices(), "", choices));
            }
        }

        private void wrong(ScalarNode scalar, String name, String remedy) {
            String value = scalar.getValue();
            String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
            error(scalar, "has '" + shown + "' as '" + name + "'", remedy);
        }

        private void shape(Node node, String is, String name, DslSchema.Part part) {
            String remedy =
                    switch (part.type()) {
                        case "array" -> "make it a list, each item beginning with '- '";
                        case "object" -> "make it a map, 'key: value' below it";
                        default -> "write a single value behind the colon";
                    };
            error(node, "has " + is + " as '" + name + "'", remedy);
        }

        private void error(Node node, String what, String remedy) {
            findings.error(YamlText.line(node), routeId, what, remedy);
        }
    }
}
