package org.zapigateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.zapigateway.PostgreSql;

class MessageStateInPostgresqlIT extends MessageStateContract {
    private EmbeddedPostgres postgres;

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    Map<String, Object> database() throws IOException {
        postgres = PostgreSql.start();
        return StoreHouse.postgresql(postgres);
    }
}
