package org.zapigateway.store;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.zapigateway.event.PersonAddresses;

/**
 * A table that is read from end to end, because no index finds every place where a person may be named in it: in the order
 * of arrival, some hundred rows at a time and each such step in a transaction of its own. Nothing else waits for it, and no
 * more than a step is held.
 */
final class SteppedTable implements PersonalTable {
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

    SteppedTable(DataSource dataSource, TransactionOperations transaction, KeptTable table) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCHED_AT_ONCE);
        this.transaction = transaction;
        this.name = table.table();
        this.key = table.key();
        String arrival = table.arrival();
        this.endOfStep =
                """
                SELECT max(%2$s) FROM (
                  SELECT %2$s FROM %1$s WHERE %2$s > ? ORDER BY %2$s FETCH FIRST %3$s ROWS ONLY) AS step
                """
                        .formatted(name, arrival, STEP);
        this.rowsOfStep = "SELECT * FROM %1$s WHERE %2$s > ? AND %2$s <= ?".formatted(name, arrival);
        this.deleteRow = "DELETE FROM %s WHERE %s"
                .formatted(name, key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND ")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long visit(PersonAddresses person, Consumer<Map<String, Object>> visitor) {
        return allSteps(person, visitor, false);
    }

    @Override
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
                    Map<String, Object> row = JsonRow.of(result);
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
}
