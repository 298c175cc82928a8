package org.zapigateway.store;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.component.sql.SqlComponent;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventFields;
import org.zapigateway.event.EventJson;

/** A gateway's database with its tables, and {@code routes/store-in-database.camel.yaml} as it is, SQL included. */
final class StoreHouse implements AutoCloseable {
    static final List<String> TABLES = List.of(
            "whatsapp_event",
            "whatsapp_message",
            "whatsapp_receipt",
            "whatsapp_reaction",
            "whatsapp_instance",
            "whatsapp_contact");

    private static int databases;

    final ConfigurableApplicationContext spring;
    final RouteFile route;
    final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    private StoreHouse(Map<String, Object> database) throws Exception {
        spring = new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(database)
                .run();
        DataSource dataSource = spring.getBean(DataSource.class);
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(spring.getBean(PlatformTransactionManager.class));
        await().atMost(Duration.ofMinutes(1)).until(spring.getBean(DatabaseState.class)::migrated);
        route = new RouteFile().placeholder("zapi.routes.directory", "./routes");
        for (String name : List.of(DatabaseLocation.DIALECT_PROPERTY, DatabaseLocation.WRITERS_PROPERTY)) {
            route.placeholder(name, spring.getEnvironment().getProperty(name));
        }
        route.camel().addComponent("sql", spring.getBean(SqlComponent.class));
        route.start(Path.of("routes/store-in-database.camel.yaml"));
    }

    static StoreHouse open(Map<String, Object> database) throws Exception {
        return new StoreHouse(database);
    }

    /** The properties of the H2 file in a data directory, whose rows are kept: the events of tests are old. */
    static Map<String, Object> h2(Path dataDirectory) {
        return Map.of("zapi.data-dir", dataDirectory.toString(), "zapi.database.retention", "0");
    }

    /** The properties of a new, empty database of that server. */
    static Map<String, Object> postgresql(EmbeddedPostgres postgres) {
        String name = "zapi_" + databases++;
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return Map.of(
                "spring.datasource.url",
                postgres.getJdbcUrl("postgres", name),
                "spring.datasource.username",
                "postgres");
    }

    /** Sends events through the route as one batch, in one transaction. */
    void store(CanonicalEvent... events) {
        store(Stream.of(events).map(EventJson::write).toArray(String[]::new));
    }

    /** The same with events that are text already. */
    void store(String... events) {
        List<EventFields> fields =
                new ArrayList<>(Stream.of(events).map(EventFields::of).toList());
        inTransaction(() -> {
            try {
                route.push(fields, Map.of(), Map.of());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Runs steps in one transaction of the database. */
    void inTransaction(Runnable steps) {
        transaction.executeWithoutResult(status -> steps.run());
    }

    /** Deletes all rows. */
    void empty() {
        TABLES.forEach(table -> jdbc.update("DELETE FROM " + table));
    }

    /** All rows of a table. */
    List<Map<String, Object>> rows(String table) {
        return jdbc.queryForList("SELECT * FROM " + table);
    }

    /** The one row of a table. */
    Map<String, Object> row(String table) {
        return jdbc.queryForMap("SELECT * FROM " + table);
    }

    @Override
    public void close() {
        route.close();
        spring.close();
    }
}
