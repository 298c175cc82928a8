package org.zapigateway.bench.tool;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL, and who counts its rows: {@code Database DIRECTORY}. It is set up as a package sets it up: each commit is
 * on disk before it is answered. Commands on standard input, one answer line each:
 *
 * <pre>
 * create NAME FILE         makes a database with the tables of that file, or none for "-"  → JDBC URL
 * copy NAME OTHER          makes a database like another, which nobody uses meanwhile      → JDBC URL
 * fill URL ROWS            puts so many rows into whatsapp_event at once                   → filled
 * rows URL                 how many rows whatsapp_event has                                → ROWS
 * await URL BEFORE ROWS    waits until it has so many                                      → FIRST_MILLIS LAST_MILLIS
 * </pre>
 *
 * FIRST_MILLIS is when it had more rows than BEFORE, LAST_MILLIS when it had them all, or no more came.
 */
public final class Database {

    private static final long POLL_MILLIS = 50;
    private static final long LOST_MILLIS = 30_000;
    private static final String NO_SUCH_TABLE = "42P01";

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static void main(String[] args) throws Exception {
        // What is logged must not stand among the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(Path.of(args[0]))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .start()) {
            Database database = new Database(postgres);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(database.answer(line.split(" ")));
            }
        }
    }

    private String answer(String... words) throws Exception {
        return switch (words[0]) {
            case "create" -> create(words[1], words[2]);
            case "copy" -> copy(words[1], words[2]);
            case "fill" -> fill(words[1], Long.parseLong(words[2]));
            case "rows" -> String.valueOf(rows(words[1]));
            case "await" -> await(words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String create(String name, String file) throws SQLException, IOException {
        execute(postgres.getJdbcUrl("postgres", "postgres"), "CREATE DATABASE \"" + name + "\"");
        String url = postgres.getJdbcUrl("postgres", name);
        if (!file.equals("-")) {
            execute(url, Files.readString(Path.of(file)));
        }
        return url;
    }

    /** File by file, because the write-ahead log of millions of rows takes longer than to write them. */
    private String copy(String name, String other) throws SQLException {
        execute(
                postgres.getJdbcUrl("postgres", "postgres"),
                "CREATE DATABASE \"" + name + "\" TEMPLATE \"" + other + "\" STRATEGY FILE_COPY");
        return postgres.getJdbcUrl("postgres", name);
    }

    /** Rows such as the load generator's events make, over half a year and a thousand chats. */
    private static String fill(String url, long rows) throws SQLException {
        execute(
                url,
                "INSERT INTO whatsapp_event SELECT md5('fill' || n), 'message.received', 'bench', 'chat' || n % 1000,"
                        + " 'FILL' || n, now() - n * interval '3 seconds', now() - n * interval '3 seconds',"
                        + " json_build_object('text', repeat(md5(n::text), 20)) FROM generate_series(1, " + rows
                        + ") n ON CONFLICT DO NOTHING");
        execute(url, "VACUUM ANALYZE whatsapp_event");
        return "filled";
    }

    private static String await(String url, long before, long rows) throws SQLException, InterruptedException {
        long first = 0;
        long changed = System.currentTimeMillis();
        long known = before;
        try (Connection connection = DriverManager.getConnection(url)) {
            while (known < rows && System.currentTimeMillis() - changed < LOST_MILLIS) {
                Thread.sleep(POLL_MILLIS);
                long now = rows(connection);
                if (now > known) {
                    known = now;
                    changed = System.currentTimeMillis();
                    first = first == 0 ? changed : first;
                }
            }
        }
        return first + " " + changed;
    }

    private static long rows(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return rows(connection);
        }
    }

    /** By the events' own index on time, of which only the new end is read: counting must not slow down what it measures. */
    private static long rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM whatsapp_event"
                        + " WHERE received_at > now() - interval '3 hours' AND message_id NOT LIKE 'FILL%'")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                // Its server has not made it yet.
                return 0;
            }
            throw e;
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
