package org.zapigateway.routes;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the users' route files are, whether an edit is picked up while the gateway runs, and what they may use beyond
 * what is allowed anyway ({@code zapi.routes.*}).
 *
 * @param directory the folder of the {@code *.camel.yaml} files, subfolders included; it must exist at the start
 * @param reload whether changed, new and deleted files are picked up (within 3 seconds) without a restart
 * @param additionalComponents URI schemes that route files may use too, such as {@code nats}
 * @param additionalLanguages expression languages that route files may use too; some of them run any code
 * @param fileRoots the folders below which {@code file:} may read and write; without any, it may not be used
 */
public record RoutesSettings(
        @DefaultValue("./routes") Path directory,
        @DefaultValue("true") boolean reload,
        @DefaultValue List<String> additionalComponents,
        @DefaultValue List<String> additionalLanguages,
        @DefaultValue List<Path> fileRoots) {

    /** Copies the lists. */
    public RoutesSettings {
        additionalComponents = List.copyOf(additionalComponents);
        additionalLanguages = List.copyOf(additionalLanguages);
        fileRoots = List.copyOf(fileRoots);
    }
}
