package org.zapigateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** JSON for readers: what is simple and fits stands on one line. */
public final class ReadableJson {
    private static final int WIDTH = 120;
    private static final String STEP = "  ";

    private ReadableJson() {}

    /** The text of the tree, with a line break at its end. */
    public static String of(JsonNode tree) {
        return text(tree, "", 0) + "\n";
    }

    /** @param before how many characters stand before it on its line */
    private static String text(JsonNode node, String indent, int before) {
        if (!node.isContainerNode()) {
            return node.toString();
        }
        boolean object = node.isObject();
        List<String> inline = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        boolean simple = true;
        String inner = indent + STEP;
        var fields = node.fieldNames();
        for (JsonNode item : node) {
            String key = object ? TextNode.valueOf(fields.next()) + ": " : "";
            lines.add(inner + key + text(item, inner, inner.length() + key.length()));
            inline.add(key + item);
            simple &= !item.isContainerNode();
        }
        String open = object ? "{" : "[";
        String close = object ? "}" : "]";
        String line = open + String.join(", ", inline) + close;
        boolean fits = before + line.length() + 1 <= WIDTH;
        return simple && fits ? line : open + "\n" + String.join(",\n", lines) + "\n" + indent + close;
    }
}
