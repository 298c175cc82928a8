package org.zapigateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.zapigateway.PostgreSql;

class AnyOrderInPostgresqlIT extends AnyOrderContract {
    private static EmbeddedPostgres postgres;
    private static StoreHouse store;

    @BeforeContainer
    static void open() throws Exception {
        postgres = PostgreSql.start();
        store = StoreHouse.open(StoreHouse.postgresql(postgres));
    }

    @AfterContainer
    static void close() throws Exception {
        store.close();
        postgres.close();
    }

    @Override
    StoreHouse store() {
        return store;
    }
}
