package org.zapigateway.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The event log in the database, as rows of {@code event_id} and {@code message_id}. */
interface EventTable {
    /** All rows. For H2 only after the gateway has ended, since its file has one owner. */
    List<Row> rows();

    /** What can be seen of the rows while the gateway runs; fails when nothing can just now. */
    List<Row> rowsSoFar();

    /** The gateway's own H2 file. */
    static EventTable h2(Path dataDirectory) {
        Path file = dataDirectory.resolve("database").resolve("zapi.mv.db");
        return new EventTable() {
            @Override
            public List<Row> rows() {
                return read(h2Url(file), "sa");
            }

            @Override
            public List<Row> rowsSoFar() {
                try {
                    // H2 appends, so a copy of the running file opens in most cases as if its owner had been killed.
                    Path copy = Files.createTempDirectory("zapi-table").resolve("zapi.mv.db");
                    Files.copy(file, copy);
                    try {
                        return read(h2Url(copy), "sa");
                    } finally {
                        Files.delete(copy);
                        Files.delete(copy.getParent());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** A table of a database server. */
    static EventTable of(String url, String user) {
        return new EventTable() {
            @Override
            public List<Row> rows() {
                return read(url, user);
            }

            @Override
            public List<Row> rowsSoFar() {
                return rows();
            }
        };
    }

    private static String h2Url(Path file) {
        String name = file.toAbsolutePath().toString().replaceFirst("\\.mv\\.db$", "");
        return "jdbc:h2:file:" + name + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
    }

    private static List<Row> read(String url, String user) {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, user, "");
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("SELECT event_id, event_type, message_id FROM whatsapp_event")) {
            while (result.next()) {
                rows.add(new Row(result.getString(1), result.getString(2), result.getString(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** A row of the event log. */
    record Row(String eventId, String type, String messageId) {}
}
