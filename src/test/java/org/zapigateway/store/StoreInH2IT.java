package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class StoreInH2IT extends StoreInDatabaseContract {
    @TempDir
    Path dataDirectory;

    @Override
    Map<String, Object> database() {
        return Map.of(
                "zapi.data-dir",
                dataDirectory.resolve("a folder # with odd näme").toString());
    }

    @Override
    String unexplainedColumns() {
        return "SELECT count(*) FROM information_schema.columns"
                + " WHERE table_name = 'WHATSAPP_EVENT' AND coalesce(remarks, '') = ''";
    }
}
