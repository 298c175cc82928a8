package org.zapigateway.routes;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Camel components and languages that route files may use. Route files are trusted like code but checked like
 * input (TRAPS C19), so this is a list of what is allowed, not of what is forbidden.
 *
 * <p>The default has no {@code file} (it would need roots), no {@code exec}, {@code bean}, {@code class} or
 * {@code language} (they run code), and only languages that cannot name a class.
 *
 * @param components URI schemes, such as {@code jms}
 * @param languages names of expression languages, such as {@code simple}
 */
public record AllowedParts(Set<String> components, Set<String> languages) {
    private static final Set<String> COMPONENTS = Set.of("zapi", "jms", "sql", "http", "https", "log", "direct");
    private static final Set<String> LANGUAGES = Set.of(
            "simple", "constant", "header", "exchangeProperty", "variable", "jsonpath", "jq", "xpath", "tokenize");

    /** Copies both sets, in alphabetical order so that messages are stable. */
    public AllowedParts {
        components = new TreeSet<>(components);
        languages = new TreeSet<>(languages);
    }

    /** What is allowed unless the configuration says more. */
    public static AllowedParts defaults() {
        return new AllowedParts(COMPONENTS, LANGUAGES);
    }

    /** The same with more components. */
    public AllowedParts withComponents(Collection<String> more) {
        Set<String> all = new TreeSet<>(components);
        all.addAll(more);
        return new AllowedParts(all, languages);
    }
}
