package org.zapigateway.routes;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zapigateway.routes.Outline.Entry;

/** What a route may touch on disk: {@code file:} below the configured roots, resources also beside the route files. */
final class FileRootRules implements Rule {
    private static final String SCHEME = "file";
    private static final String SCHEMAS = "json-validator";
    private static final String RESOURCE = "file:";

    /** Components whose path may be a resource, and the ways to read one that are neither a file nor in a jar. */
    private static final Set<String> READING = Set.of("sql", SCHEMAS);

    private static final Pattern OTHER_RESOURCE =
            Pattern.compile("^(?i:bean|ref|mem|http|https|ftp|jar|url|gzip|base64|resource|file):");

    /** Options of {@code file:} that name another file or folder. */
    private static final Set<String> NAMES = Set.of(
            "fileName",
            "tempFileName",
            "tempPrefix",
            "doneFileName",
            "move",
            "moveFailed",
            "moveExisting",
            "preMove",
            "localWorkDirectory");

    /** Camel keeps what comes out of {@code fileName} below the folder; of the others, nobody does. */
    private static final Pattern FROM_THE_EVENT = Pattern.compile("\\$(simple)?\\{(?!file:|date:)");

    private final AllowedParts allowed;

    FileRootRules(AllowedParts allowed) {
        this.allowed = allowed;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            for (EndpointUse use : entry.uses()) {
                if (use.scheme().equals(SCHEME) && allowed.components().contains(SCHEME)) {
                    folder(use, entry.routeId(), findings);
                    options(use, entry.routeId(), findings);
                } else if (use.scheme().equals(SCHEMAS) && use.isDynamic()) {
                    findings.error(
                            use.line(),
                            entry.routeId(),
                            "computes the schema of json-validator:, and an event must not choose it",
                            "write it out, and choose between several by a 'choice'");
                } else if (use.path().startsWith(RESOURCE)) {
                    resource(use, entry.routeId(), findings);
                } else if (READING.contains(use.scheme())
                        && OTHER_RESOURCE.matcher(use.path()).find()) {
                    findings.error(
                            use.line(),
                            entry.routeId(),
                            "reads from '" + use.path().replaceFirst(":.*", ":")
                                    + "', by which an object is called or something"
                                    + " is fetched that nobody has reviewed",
                            "put it into a file beside the route, file:…");
                }
            }
        }
    }

    private void folder(EndpointUse use, String id, Findings findings) {
        if (use.isDynamic()) {
            findings.error(
                    use.line(),
                    id,
                    "computes the folder of file:, and an event must not choose it",
                    "write the folder out and compute the option fileName");
        } else if (!isBelow(use.path(), allowed.fileRoots())) {
            findings.error(
                    use.line(),
                    id,
                    "uses the folder '" + use.path() + "', which is outside of the allowed roots",
                    allowed.fileRoots().isEmpty()
                            ? "add a folder above it to zapi.routes.file-roots"
                            : "use a folder below " + list(allowed.fileRoots())
                                    + ", or add one to zapi.routes.file-roots");
        }
    }

    private static void options(EndpointUse use, String id, Findings findings) {
        for (Map.Entry<String, String> option : use.values().entrySet()) {
            String name = option.getKey();
            String value = option.getValue();
            int line = use.parameters().get(name);
            if (name.equals("jailStartingDirectory") && !value.equals("true")) {
                findings.error(line, id, "lets file: leave its folder by '" + name + "'", "remove the option");
            } else if (NAMES.contains(name) && leaves(name, value)) {
                findings.error(
                        line,
                        id,
                        "has a '" + name + "' that may lead out of the folder of file:",
                        "use a relative name without '..'; only fileName may be computed from the event");
            }
        }
    }

    private static boolean leaves(String name, String value) {
        return value.startsWith("/")
                || value.startsWith("\\")
                || value.contains("..")
                || value.matches("[A-Za-z]:.*")
                || !name.equals("fileName") && FROM_THE_EVENT.matcher(value).find();
    }

    private void resource(EndpointUse use, String id, Findings findings) {
        // Camel decodes what it reads a resource by once more.
        String path = EndpointUse.unescaped(use.path().substring(RESOURCE.length()));
        if (!isBelow(path, allowed.resourceRoots())) {
            findings.error(
                    use.line(),
                    id,
                    "reads the file '" + path + "', which is outside of the allowed roots",
                    "use a file below " + list(allowed.resourceRoots()));
        }
    }

    private static boolean isBelow(String path, List<Path> roots) {
        try {
            Path absolute = Path.of(path).toAbsolutePath().normalize();
            return roots.stream().anyMatch(absolute::startsWith);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String list(List<Path> roots) {
        return roots.stream().map(Path::toString).collect(Collectors.joining(" or "));
    }
}
