package org.zapigateway.routes;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/** Each <code>{{placeholder}}</code> has a value. */
final class PlaceholderRules implements Rule {
    private static final Pattern WITHOUT_VALUE = Pattern.compile("[Pp]roperty with key \\[([^\\]]+)]");

    private final UnaryOperator<String> resolver;

    /** @param resolver puts the values into a text, and throws what Camel does when there is none */
    PlaceholderRules(UnaryOperator<String> resolver) {
        this.resolver = resolver;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            for (Word word : entry.words()) {
                if (word.text().contains("{{")) {
                    check(outline, entry, word, findings);
                }
            }
        }
    }

    private void check(Outline outline, Entry entry, Word word, Findings findings) {
        try {
            resolver.apply(word.text());
        } catch (RuntimeException e) {
            Matcher missing = WITHOUT_VALUE.matcher(String.valueOf(e.getMessage()));
            if (!missing.find()) {
                findings.error(
                        word.line(), entry.routeId(), "has a placeholder that is not understood", "write {{name}}");
                return;
            }
            String key = missing.group(1);
            Set<String> known = outline.file().placeholders().keySet();
            findings.error(
                    word.line(),
                    entry.routeId(),
                    "uses the placeholder {{" + key + "}}, which has no value",
                    DidYouMean.of(key, known)
                            .map(near -> "did you mean {{" + near + "}}?")
                            .orElseGet(() -> remedy(key)));
        }
    }

    private static String remedy(String key) {
        if (key.startsWith("env:")) {
            return "set " + key.substring("env:".length()) + " in the gateway's environment";
        }
        if (key.contains("${")) {
            return "no event is there yet when it gets its value; write ${properties:" + key + "}:default}";
        }
        return "add '" + key + "=…' to " + RoutesDirectory.PLACEHOLDERS + " or to the environment";
    }
}
