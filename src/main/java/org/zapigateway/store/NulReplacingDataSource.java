package org.zapigateway.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Binds the character NUL as U+FFFD (replacement character). The fields of an event hold none, but its {@code original}
 * can, and a route may bind what it reads there. PostgreSQL has no text with NUL and fails the statement ({@code invalid
 * byte sequence for encoding "UTF8": 0x00}): one such message in each batch would slow a subscription down and fill its
 * dead letters.
 */
final class NulReplacingDataSource extends DelegatingDataSource {
    private static final char NUL = '\0';
    private static final char REPLACEMENT = '\ufffd';

    private NulReplacingDataSource(DataSource target) {
        super(target);
    }

    /**
     * Around a database that has no text with NUL; any other is left as it is.
     *
     * @param dialect {@code null} when it is neither of ours
     */
    static DataSource around(DataSource target, DatabaseDialect dialect) {
        return dialect == DatabaseDialect.POSTGRESQL ? new NulReplacingDataSource(target) : target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return connection(super.getConnection(username, password));
    }

    private static Connection connection(Connection target) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(method, target, arguments);
            return method.getName().equals("prepareStatement") ? statement((PreparedStatement) result) : result;
        });
    }

    private static PreparedStatement statement(PreparedStatement target) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1 && arguments[1] instanceof String text) {
                arguments[1] = text.replace(NUL, REPLACEMENT);
            }
            return call(method, target, arguments);
        });
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(NulReplacingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
