package org.zapigateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads how messages and instances stand, from the tables that {@code store-in-database} keeps. Its methods throw {@link
 * org.springframework.dao.DataAccessException} when the database cannot be read. Safe for use by several threads.
 */
public final class StateTables {
    private static final int MOST_MESSAGES = 100;
    private static final int MOST_INSTANCES = 1_000;

    /** The table has the first 256 characters of longer ids. */
    static final String MESSAGES =
            "SELECT instance_id, direction, kind, sent_at, status, status_at, read_count, edited_at, deleted_at, error "
                    + "FROM whatsapp_message WHERE message_id = left(CAST(? AS varchar), 256) LIMIT " + MOST_MESSAGES;

    private static final String INSTANCES =
            "SELECT instance_id, connected, changed_at, last_error FROM whatsapp_instance ORDER BY instance_id LIMIT "
                    + MOST_INSTANCES;

    private final JdbcTemplate jdbc;

    StateTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The messages of an id; senders choose it, so it may be that of several. */
    public List<MessageState> messages(String messageId) {
        return jdbc.query(MESSAGES, (row, number) -> message(row), messageId);
    }

    /** The instances of which an event told, by id; the first thousand. */
    public List<InstanceState> instances() {
        return jdbc.query(
                INSTANCES,
                (row, number) -> new InstanceState(
                        row.getString("instance_id"),
                        row.getObject("connected", Boolean.class),
                        time(row, "changed_at"),
                        row.getString("last_error")));
    }

    private static MessageState message(ResultSet row) throws SQLException {
        return new MessageState(
                row.getString("instance_id"),
                row.getString("direction"),
                row.getString("kind"),
                time(row, "sent_at"),
                row.getString("status"),
                time(row, "status_at"),
                row.getInt("read_count"),
                time(row, "edited_at"),
                time(row, "deleted_at"),
                row.getString("error"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
