package org.zapigateway.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.zapigateway.routes.RouteFileState;
import org.zapigateway.routes.RouteFiles;
import org.zapigateway.routes.RouteLoader;

/** The figures of the route files for Prometheus. */
@Component
class RoutesMetrics implements MeterBinder {
    private final RouteFiles files;

    RoutesMetrics(RouteLoader loader) {
        files = loader.files();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("zapi.routes.healthy", files, all -> all.healthy() ? 1 : 0)
                .description("1 when every route file is loaded as it lies on disk")
                .register(registry);
        for (RouteFileState state : RouteFileState.values()) {
            Gauge.builder("zapi.routes.files", files, all -> count(all, state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Route files by how their version on disk stands")
                    .register(registry);
        }
        Gauge.builder("zapi.routes.warnings", files, RoutesMetrics::warnings)
                .description("Warnings about route files")
                .register(registry);
        TimeGauge.builder("zapi.routes.looked", files, TimeUnit.MILLISECONDS, RoutesMetrics::sinceTheLastLook)
                .description("Since the routes directory was last looked at; it grows while the watcher hangs")
                .register(registry);
    }

    private static long count(RouteFiles files, RouteFileState state) {
        return files.files().stream().filter(file -> file.state() == state).count();
    }

    private static long warnings(RouteFiles files) {
        return files.files().stream().mapToLong(file -> file.warnings().size()).sum();
    }

    private static double sinceTheLastLook(RouteFiles files) {
        Instant beat = files.heartbeat();
        return beat == null ? Double.NaN : Duration.between(beat, Instant.now()).toMillis();
    }
}
