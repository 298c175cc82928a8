package org.zapigateway.routes;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The Camel components and languages that route files may use, and the folders they may reach. Route files are trusted
 * like code but checked like input (TRAPS C19), so this is a list of what is allowed, not of what is forbidden.
 *
 * <p>By itself it has no {@code file} (which needs roots), no {@code exec}, {@code bean}, {@code class} or {@code
 * language} (they run code), and only languages that cannot name a class.
 *
 * @param components URI schemes, such as {@code jms}
 * @param languages names of expression languages, such as {@code simple}
 * @param fileRoots the folders below which {@code file:} may read and write
 * @param resourceRoots the folders below which a component may read a resource, such as the SQL of {@code sql:file:}
 */
record AllowedParts(Set<String> components, Set<String> languages, List<Path> fileRoots, List<Path> resourceRoots) {
    private static final Set<String> COMPONENTS = Set.of(
            "zapi",
            "jms",
            "sql",
            "http",
            "https",
            "kafka",
            "amqp",
            "spring-rabbitmq",
            "smtp",
            "smtps",
            "timer",
            "json-validator",
            "log",
            "direct");
    private static final Set<String> LANGUAGES = Set.of(
            "simple", "constant", "header", "exchangeProperty", "variable", "jsonpath", "jq", "xpath", "tokenize");

    static AllowedParts of(RoutesSettings settings) {
        List<Path> roots = absolute(settings.fileRoots().stream());
        return new AllowedParts(
                join(COMPONENTS, settings.additionalComponents(), roots.isEmpty() ? Set.of() : Set.of("file")),
                join(LANGUAGES, settings.additionalLanguages()),
                roots,
                absolute(Stream.concat(settings.fileRoots().stream(), Stream.of(settings.directory()))));
    }

    /** In alphabetical order, so that messages are stable. */
    @SafeVarargs
    private static Set<String> join(Collection<String>... parts) {
        Set<String> all = new TreeSet<>();
        for (Collection<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static List<Path> absolute(Stream<Path> paths) {
        return paths.map(path -> path.toAbsolutePath().normalize()).toList();
    }
}
