package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreInH2IT extends StoreInDatabaseContract {
    @TempDir
    Path dataDirectory;

    @Override
    Map<String, Object> database() {
        return StoreHouse.h2(dataDirectory.resolve("a folder # with odd näme"));
    }

    @Override
    String plan(JdbcTemplate jdbc, String statement, Object... parameters) {
        return jdbc.queryForObject("EXPLAIN " + statement, String.class, parameters);
    }
}
