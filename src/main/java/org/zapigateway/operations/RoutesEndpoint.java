package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;
import org.zapigateway.routes.Finding;
import org.zapigateway.routes.RouteFileStatus;
import org.zapigateway.routes.RouteLoader;

/**
 * {@code GET /actuator/routes}: each route file, which version of it runs, and what is wrong with the one on disk. {@code
 * GET /actuator/routes/<file>}: the text of the version that runs.
 */
@Component
@Endpoint(id = "routes")
class RoutesEndpoint {
    private final RouteLoader loader;

    RoutesEndpoint(RouteLoader loader) {
        this.loader = loader;
    }

    @ReadOperation
    Answer routes() {
        return new Answer(
                loader.files().heartbeat(),
                loader.files().directoryTrouble().orElse(null),
                loader.files().files().stream().map(RoutesEndpoint::row).toList());
    }

    /**
     * The version of a file that runs.
     *
     * @return {@code null}, which is answered 404, when nothing of it runs
     */
    @ReadOperation
    Version version(@Selector(match = Selector.Match.ALL_REMAINING) String... path) {
        String file = String.join("/", path);
        return loader.runningText(file).map(text -> new Version(file, text)).orElse(null);
    }

    private static Row row(RouteFileStatus file) {
        return new Row(
                file.file(),
                file.hash(),
                file.state().name(),
                file.runningHash(),
                file.loadedAt(),
                file.routeIds(),
                texts(file.errors()),
                texts(file.warnings()),
                file.note());
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    /**
     * The body of the answer.
     *
     * @param lookedAt when the directory was last looked at
     * @param trouble what is wrong with the directory as a whole
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(Instant lookedAt, String trouble, List<Row> files) {}

    /** The version of a route file that runs: its YAML. */
    record Version(String file, String text) {}

    /** A route file; {@code hash} is of the version on disk, {@code runningHash} of the one that runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String file,
            String hash,
            String state,
            String runningHash,
            Instant loadedAt,
            List<String> routes,
            List<String> errors,
            List<String> warnings,
            String note) {}
}
