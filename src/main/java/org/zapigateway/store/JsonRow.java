package org.zapigateway.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.zapigateway.event.EventJson;

/** Reads a row of any of our tables as JSON has it: times are text, what is null is absent. */
final class JsonRow {
    private JsonRow() {}

    static Map<String, Object> of(ResultSet result) throws SQLException {
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
