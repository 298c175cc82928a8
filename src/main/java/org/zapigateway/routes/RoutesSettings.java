package org.zapigateway.routes;

import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the users' route files are, and whether an edit is picked up while the gateway runs ({@code zapi.routes.*}).
 *
 * @param directory the folder of the {@code *.camel.yaml} files, subfolders included; it must exist at the start
 * @param reload whether changed, new and deleted files are picked up (within 3 seconds) without a restart
 */
public record RoutesSettings(@DefaultValue("./routes") Path directory, @DefaultValue("true") boolean reload) {}
