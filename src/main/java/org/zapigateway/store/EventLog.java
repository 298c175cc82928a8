package org.zapigateway.store;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the event log, {@code whatsapp_event}. Safe for use by several threads. */
public final class EventLog {
    private static final String NEWEST = "SELECT event_id FROM whatsapp_event ORDER BY received_at DESC LIMIT ?";
    static final String OF_MESSAGE =
            "SELECT event_id FROM whatsapp_event WHERE message_id = ? ORDER BY received_at LIMIT ?";
    private static final String EVENT = "SELECT event FROM whatsapp_event WHERE event_id = ?";

    private final JdbcTemplate jdbc;

    EventLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The ids of the events that arrived last, the newest first. Ids only, because a single event may have megabytes.
     *
     * @throws org.springframework.dao.DataAccessException when the database cannot be read
     */
    public List<String> newest(int count) {
        return jdbc.queryForList(NEWEST, String.class, count);
    }

    /**
     * The ids of the events of a message, in the order of their arrival.
     *
     * @param most the most to tell
     * @throws org.springframework.dao.DataAccessException when the database cannot be read
     */
    public List<String> ofMessage(String messageId, int most) {
        return jdbc.queryForList(OF_MESSAGE, String.class, messageId, most);
    }

    /**
     * An event as JSON; empty when it is not, or no longer, in the log.
     *
     * @throws org.springframework.dao.DataAccessException when the database cannot be read
     */
    public Optional<String> find(String eventId) {
        return jdbc.queryForList(EVENT, String.class, eventId).stream().findFirst();
    }
}
