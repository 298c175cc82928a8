package org.zapigateway.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.util.StringUtils;

/**
 * {@code zapi.database.additional.<name>}: another database that routes write to or read from.
 *
 * @param url its JDBC URL; the driver of another database than H2 and PostgreSQL must be on the class path
 * @param username may be {@code null}
 * @param password may be {@code null}
 */
public record AdditionalDatabase(String url, String username, String password) {
    public AdditionalDatabase {
        if (!StringUtils.hasText(url)) {
            throw new IllegalArgumentException(
                    "zapi.database.additional.<name>.url is missing; give a JDBC URL such as jdbc:postgresql://host/crm");
        }
    }

    /** Opens its first connection when asked for one. */
    HikariDataSource pool(String name) {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.setUsername(username);
        properties.setPassword(password);
        return ConnectionPool.pool(name, properties);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return DatabaseAddress.of(url).text();
    }
}
