package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zapigateway.CapturedLog;

class RouteRegisterTest {
    private static final Instant LOADED_AT =
            LocalDateTime.of(2026, 3, 1, 14, 2).atZone(ZoneId.systemDefault()).toInstant();
    private static final Finding ERROR =
            Finding.error("routes/crm.camel.yaml", 12, "crm", "sends to direct:oders", "did you mean direct:orders?");
    private static final Finding WARNING =
            new Finding(Finding.Severity.WARNING, "routes/crm.camel.yaml", 1, "crm", "has no description", "add one");

    private Instant now = Instant.EPOCH;
    private final RouteRegister register = new RouteRegister(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void aChangeIsToldInOneLine() {
        assertThat(RouteRegister.news(status("hello", RouteFileState.LOADED, List.of("hello"), null), null))
                .isEqualTo("hello: loaded");
        assertThat(RouteRegister.news(status("sales/all", RouteFileState.LOADED, List.of("one", "two"), null), null))
                .isEqualTo("sales/all: loaded (one, two)");
        assertThat(RouteRegister.news(status("crm", RouteFileState.REFUSED, List.of("crm"), null), null))
                .isEqualTo("crm: refused, routes/crm.camel.yaml:12: route 'crm' sends to direct:oders; did you mean"
                        + " direct:orders?, the version of 14:02 keeps running");
    }

    @Test
    void whatStaysIsNotToldAgain() {
        CapturedLog log = new CapturedLog();
        log.attach();

        register.record(status("crm", RouteFileState.REFUSED, List.of("crm"), null));
        register.record(status("crm", RouteFileState.REFUSED, List.of("crm"), null));

        log.detach();
        assertThat(log.lines()).filteredOn(line -> line.contains("crm: ")).hasSize(1);
    }

    @Test
    void aWarningIsToldWithTheLoad() {
        RouteFileStatus warned = new RouteFileStatus(
                "crm.camel.yaml",
                "h",
                RouteFileState.LOADED,
                "h",
                LOADED_AT,
                List.of("crm"),
                List.of(),
                List.of(WARNING),
                null);

        assertThat(RouteRegister.news(warned, null))
                .isEqualTo("crm: loaded, routes/crm.camel.yaml:1: warning: route 'crm' has no description; add one");
    }

    @Test
    void withASkippedFileItIsHealthyButNotComplete() {
        register.record(status("crm", RouteFileState.LOADED, List.of("crm"), null));
        assertThat(register.complete()).isTrue();

        register.record(status("store", RouteFileState.SKIPPED, List.of(), "zapi.database.enabled is false"));
        assertThat(register.healthy()).isTrue();
        assertThat(register.complete()).isFalse();

        register.record(status("store", RouteFileState.REFUSED, List.of(), null));
        assertThat(register.complete()).isFalse();
    }

    @Test
    void whatIsNotRunningIsTold() {
        RouteFileStatus off =
                status("store", RouteFileState.SKIPPED, List.of(), "it uses sql: and zapi.database.enabled is false");

        assertThat(RouteRegister.news(off, null))
                .isEqualTo(
                        "store: not loaded, it uses sql: and zapi.database.enabled is false, none of its routes runs");
    }

    @Test
    void aFileThatIsRemovedIsToldWithWhatRan() {
        RouteFileStatus removed = status("crm", RouteFileState.REMOVED, List.of(), null);

        assertThat(RouteRegister.news(removed, status("crm", RouteFileState.LOADED, List.of("one", "two"), null)))
                .isEqualTo("crm: removed (one, two)");
        assertThat(RouteRegister.news(removed, status("crm", RouteFileState.REFUSED, List.of(), null)))
                .isEqualTo("crm: removed (none of its routes ran)");
        assertThat(RouteRegister.news(removed, status("crm", RouteFileState.SKIPPED, List.of(), "it uses sql:")))
                .isEqualTo("crm: removed (none of its routes ran)");
    }

    @Test
    void aWatcherThatHangsIsTrouble() {
        register.beat();
        register.watched();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(register.healthy()).isTrue();

        now = now.plus(Duration.ofMinutes(2));

        assertThat(register.healthy()).isFalse();
        assertThat(register.directoryTrouble().orElseThrow())
                .startsWith("nobody has looked at the routes directory since 1970-01-01T00:00:00Z");
        register.beat();
        assertThat(register.healthy()).isTrue();
    }

    @Test
    void withoutReloadNobodyIsMissed() {
        register.beat();
        now = now.plus(Duration.ofDays(1));

        assertThat(register.healthy()).isTrue();
    }

    private static RouteFileStatus status(String name, RouteFileState state, List<String> routeIds, String note) {
        return new RouteFileStatus(
                name + ".camel.yaml",
                "h",
                state,
                "h",
                routeIds.isEmpty() ? null : LOADED_AT,
                routeIds,
                state == RouteFileState.REFUSED ? List.of(ERROR) : List.of(),
                List.of(),
                note);
    }
}
