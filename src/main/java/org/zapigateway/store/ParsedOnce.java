package org.zapigateway.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;
import org.springframework.jdbc.core.SqlParameterValue;
import org.zapigateway.event.EventFields;

/**
 * Binds the events of a batch to a statement that is read once. Camel reads the whole text anew for each row, which took
 * half of the time of a batch. Whatever else is bound goes Camel's way: of other maps nobody knows the types of what is
 * absent. One for each endpoint.
 */
final class ParsedOnce implements SqlPrepareStatementStrategy {
    /** {@code :#name}, in which Camel has replaced the sign by a question mark. */
    private static final Pattern NAME = Pattern.compile(":\\?(\\w+)");

    /** What is more than a name: {@code :#in:name} or {@code :#${expression}}. */
    private static final Pattern MORE = Pattern.compile(":\\?(in:|\\$)");

    private final SqlPrepareStatementStrategy camels = new DefaultSqlPrepareStatementStrategy();
    private volatile Statement last = new Statement("", "", List.of());

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) throws SQLException {
        if (!allowNamedParameters || MORE.matcher(query).find()) {
            return camels.prepareQuery(query, allowNamedParameters, exchange);
        }
        return statement(query).text();
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value)
            throws SQLException {
        if (value instanceof EventFields row && preparedQuery.equals(last.text())) {
            List<String> names = statement(query).names();
            if (!names.isEmpty() && row.keySet().containsAll(names)) {
                return values(row, names).iterator();
            }
        }
        return camels.createPopulateIterator(query, preparedQuery, expectedParams, exchange, value);
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> values, int expectedParams)
            throws SQLException {
        camels.populateStatement(statement, values, expectedParams);
    }

    private static List<Object> values(EventFields row, List<String> names) {
        List<Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            Object value = row.get(name);
            values.add(value == null ? typedNull(EventFields.type(name)) : value);
        }
        return values;
    }

    /** PostgreSQL's driver prepares a statement anew whenever the types of its parameters change, and NULL alone has none. */
    private static SqlParameterValue typedNull(Class<?> type) {
        if (type == Boolean.class) {
            return new SqlParameterValue(Types.BOOLEAN, null);
        }
        return new SqlParameterValue(
                type == OffsetDateTime.class ? Types.TIMESTAMP_WITH_TIMEZONE : Types.VARCHAR, null);
    }

    private Statement statement(String query) {
        Statement known = last;
        if (!known.query().equals(query)) {
            known = Statement.of(query);
            last = known;
        }
        return known;
    }

    /** A statement as it was written and as JDBC takes it, and the names of its parameters in their order. */
    private record Statement(String query, String text, List<String> names) {
        static Statement of(String query) {
            List<String> names = new ArrayList<>();
            Matcher name = NAME.matcher(query);
            String text = name.replaceAll(found -> {
                names.add(found.group(1));
                return "?";
            });
            return new Statement(query, text, names);
        }
    }
}
