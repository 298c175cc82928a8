package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class DatabaseLocationTest {
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void withoutUrlTheDatabaseIsAnH2FileInTheDataDirectory() {
        environment.setProperty("zapi.data-dir", "/var/lib/zapi");

        var properties = DatabaseLocation.properties(environment);

        assertThat(properties.getUrl())
                .startsWith("jdbc:h2:file:/var/lib/zapi/database/zapi;")
                .contains(";WRITE_DELAY=0;", ";DB_CLOSE_ON_EXIT=FALSE;", ";TRACE_LEVEL_FILE=0;");
        assertThat(properties.getUsername()).isEqualTo("sa");
        assertThat(DatabaseLocation.dialect(environment)).isEqualTo(DatabaseDialect.H2);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/srv/x, jdbc:h2:file:/srv/x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=10000",
        "jdbc:h2:/srv/x;lock_timeout=5, jdbc:h2:/srv/x;lock_timeout=5;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
        "jdbc:h2:mem:x, jdbc:h2:mem:x",
        "jdbc:h2:tcp://host/~/x, jdbc:h2:tcp://host/~/x",
        "jdbc:postgresql://db/zapi, jdbc:postgresql://db/zapi"
    })
    void anotherH2FileIsAsDurable(String configured, String used) {
        environment.setProperty("spring.datasource.url", configured);

        assertThat(DatabaseLocation.properties(environment).getUrl()).isEqualTo(used);
    }

    @Test
    void aDataDirectoryThatH2CannotOpenIsRefused() {
        environment.setProperty("zapi.data-dir", "/srv/a;b");

        assertThatThrownBy(() -> DatabaseLocation.dialect(environment))
                .hasMessageContainingAll("zapi.data-dir", "/srv/a;b", "spring.datasource.url");
    }

    @Test
    void anEmptyUrlIsNoUrl() {
        environment.setProperty("spring.datasource.url", "");

        assertThat(DatabaseLocation.properties(environment).getUrl()).startsWith("jdbc:h2:file:");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/zapi, POSTGRESQL",
        "jdbc:PostgreSQL:zapi, POSTGRESQL",
        "jdbc:h2:mem:x, H2",
        "jdbc:h2:tcp://host/~/x, H2"
    })
    void theUrlDecidesTheDialect(String url, DatabaseDialect dialect) {
        environment.setProperty("spring.datasource.url", url);

        assertThat(DatabaseLocation.dialect(environment)).isEqualTo(dialect);
    }

    @Test
    void aConfiguredDialectWins() {
        environment.setProperty("spring.datasource.url", "jdbc:aws-wrapper:postgresql://db/zapi");
        environment.setProperty("zapi.database.dialect", "PostgreSQL");

        assertThat(DatabaseLocation.dialect(environment)).isEqualTo(DatabaseDialect.POSTGRESQL);
    }

    @Test
    void anotherDatabaseIsRefusedWithPlaceValueAndRemedyButNoPassword() {
        environment.setProperty("spring.datasource.url", "jdbc:mysql://joe:s3cret@db:3306/zapi?password=s3cret");

        assertThatThrownBy(() -> DatabaseLocation.dialect(environment))
                .hasMessageContainingAll(
                        "spring.datasource.url",
                        "jdbc:mysql://db:3306/zapi;",
                        "jdbc:postgresql:",
                        "zapi.database.enabled=false")
                .hasMessageNotContainingAny("s3cret", "joe");
    }

    @Test
    void theDatabaseIsOnUnlessSwitchedOff() {
        assertThat(DatabaseLocation.settings(environment).enabled()).isTrue();

        environment.setProperty("zapi.database.enabled", "false");

        assertThat(DatabaseLocation.settings(environment).enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"H2, , P30D", "POSTGRESQL, , PT0S", "H2, 0, PT0S", "POSTGRESQL, 90d, P90D"})
    void eventsAreKeptThirtyDaysOnH2AndForEverElsewhereUnlessConfigured(
            DatabaseDialect dialect, String configured, Duration kept) {
        if (configured != null) {
            environment.setProperty("zapi.database.retention", configured);
        }

        assertThat(StoreConfiguration.kept(DatabaseLocation.settings(environment), dialect))
                .hasSize(KeptTable.values().length)
                .allSatisfy((table, time) -> assertThat(time).isEqualTo(kept));
    }

    @Test
    void aTableCanHaveARetentionOfItsOwn() {
        environment.setProperty("zapi.database.retention", "90d");
        environment.setProperty("zapi.database.retention-of.event", "10d");

        assertThat(StoreConfiguration.kept(DatabaseLocation.settings(environment), DatabaseDialect.POSTGRESQL))
                .containsEntry(KeptTable.EVENT, Duration.ofDays(10))
                .containsEntry(KeptTable.MESSAGE, Duration.ofDays(90));
    }

    @Test
    void aNegativeRetentionIsRefused() {
        environment.setProperty("zapi.database.retention", "-1d");

        assertThatThrownBy(() -> DatabaseLocation.settings(environment))
                .rootCause()
                .hasMessageContaining("zapi.database.retention");
    }
}
