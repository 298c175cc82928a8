package org.zapigateway.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.zapigateway.event.EventJson;
import org.zapigateway.event.PersonAddresses;

/**
 * A table in which people are named. No index finds every place where a person may stand in an event, so all rows are
 * read, in the order of their arrival, some hundred at a time and each such step in a transaction of its own: nothing
 * else waits for it, and no more than a step is held. Methods throw
 * {@link org.springframework.dao.DataAccessException} when the database fails; what was done before stays done.
 */
public final class PersonalTable {
    static final int STEP = 500;

    /** An event may have a megabyte, so a step's rows come a few at a time. */
    private static final int FETCHED_AT_ONCE = 20;

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final String name;
    private final List<String> key;
    private final String endOfStep;
    private final String rowsOfStep;
    private final String deleteRow;

    /**
     * Describes a table.
     *
     * @param arrival the column, with an index, that says when the gateway took what the row is about
     * @param key the columns of the primary key
     */
    PersonalTable(
            DataSource dataSource, TransactionOperations transaction, String name, String arrival, List<String> key) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCHED_AT_ONCE);
        this.transaction = transaction;
        this.name = name;
        this.key = key;
        this.endOfStep =
                """
                SELECT max(%2$s) FROM (
                  SELECT %2$s FROM %1$s WHERE %2$s > ? ORDER BY %2$s FETCH FIRST %3$d ROWS ONLY) AS step
                """
                        .formatted(name, arrival, STEP);
        this.rowsOfStep = "SELECT * FROM %1$s WHERE %2$s > ? AND %2$s <= ?".formatted(name, arrival);
        this.deleteRow = "DELETE FROM %s WHERE %s"
                .formatted(name, key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND ")));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /**
     * Shows the rows that name a person.
     *
     * @param visitor is given names of columns and their values as in JSON; times are text, what is null is absent
     * @return how many there are
     */
    public long visit(PersonAddresses person, Consumer<Map<String, Object>> visitor) {
        return allSteps(person, visitor, false);
    }

    /**
     * Removes the rows that name a person.
     *
     * @param visitor is shown each before; when it throws, this step is not done, and no further one
     * @return how many were removed
     */
    public long erase(PersonAddresses person, Consumer<Map<String, Object>> visitor) {
        return allSteps(person, visitor, true);
    }

    private long allSteps(PersonAddresses person, Consumer<Map<String, Object>> visitor, boolean erase) {
        long found = 0;
        OffsetDateTime from = Instant.EPOCH.atOffset(ZoneOffset.UTC);
        OffsetDateTime end = end(from);
        while (end != null) {
            OffsetDateTime[] step = {from, end};
            found += transaction.execute(status -> step(step, person, visitor, erase));
            from = end;
            end = end(from);
        }
        return found;
    }

    private OffsetDateTime end(OffsetDateTime from) {
        return jdbc.queryForObject(endOfStep, OffsetDateTime.class, from);
    }

    private long step(
            OffsetDateTime[] step, PersonAddresses person, Consumer<Map<String, Object>> visitor, boolean erase) {
        List<Object[]> keys = new ArrayList<>();
        jdbc.query(
                rowsOfStep,
                (ResultSet result) -> {
                    Map<String, Object> row = row(result);
                    if (row.values().stream().anyMatch(value -> value instanceof String text && person.areIn(text))) {
                        visitor.accept(row);
                        keys.add(key.stream().map(row::get).toArray());
                    }
                },
                (Object[]) step);
        if (erase) {
            jdbc.batchUpdate(deleteRow, keys);
        }
        return keys.size();
    }

    private static Map<String, Object> row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = value(result, i, columns.getColumnType(i));
            if (value != null) {
                row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
            }
        }
        return row;
    }

    private static Object value(ResultSet result, int column, int type) throws SQLException {
        return switch (type) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> {
                OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
                yield time == null ? null : EventJson.time(time.toInstant());
            }
            case Types.BIT, Types.BOOLEAN -> result.getObject(column, Boolean.class);
            case Types.INTEGER -> result.getObject(column, Integer.class);
            // An event is a CLOB on H2 and json on PostgreSQL.
            default -> result.getString(column);
        };
    }
}
