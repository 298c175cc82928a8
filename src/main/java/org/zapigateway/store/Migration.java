package org.zapigateway.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One attempt to bring the tables up to date. Flyway's lock in the database makes replicas take turns. */
final class Migration implements Runnable {
    /** The schema may be the company's, with tables and a Flyway history of its own. */
    static final String HISTORY = "zapi_schema_history";

    private final DataSource dataSource;
    private final DatabaseDialect dialect;

    Migration(DataSource dataSource, DatabaseDialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /** @throws org.flywaydb.core.api.FlywayException if the database is down or refuses a migration */
    @Override
    public void run() {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/" + dialect.text())
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
