package org.zapigateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as Docker reads it: the variables of {@code .env} put in, {@code :?} and {@code :-} obeyed. */
final class ComposeFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([?-])([^}]*))?}");

    private final String text;

    private ComposeFile(String text) {
        this.text = text;
    }

    static ComposeFile read() throws IOException {
        return new ComposeFile(Files.readString(Path.of("docker-compose.yml")));
    }

    /** The variables that stand in the file. */
    Set<String> variables() {
        return names(VARIABLE.matcher(text).results().toList());
    }

    /** The variables without which Docker refuses the file. */
    Set<String> required() {
        return names(VARIABLE.matcher(text)
                .results()
                .filter(variable -> "?".equals(variable.group(2)))
                .toList());
    }

    /** The services by name, with the variables that are given. */
    Map<String, Map<String, Object>> services(Map<String, String> variables) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Object> file = new Yaml(new SafeConstructor(strict)).load(interpolated(variables));
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        ((Map<?, ?>) file.get("services")).forEach((name, service) -> services.put((String) name, map(service)));
        return services;
    }

    /** The environment of a service. */
    static Map<String, Object> environment(Map<String, Object> service) {
        return map(service.get("environment"));
    }

    private String interpolated(Map<String, String> variables) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(value(variable, variables.get(variable.group(1)))));
    }

    /** With the colon an empty value counts as none. */
    private static String value(MatchResult variable, String given) {
        if (given != null && !given.isEmpty()) {
            return given;
        }
        if ("?".equals(variable.group(2))) {
            throw new IllegalArgumentException(variable.group(3));
        }
        return variable.group(3) == null ? "" : variable.group(3);
    }

    private static Set<String> names(List<MatchResult> variables) {
        Set<String> names = new TreeSet<>();
        variables.forEach(variable -> names.add(variable.group(1)));
        return names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
