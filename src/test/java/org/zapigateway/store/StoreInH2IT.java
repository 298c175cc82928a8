package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class StoreInH2IT extends StoreInDatabaseContract {
    @TempDir
    Path dataDirectory;

    @Override
    Map<String, Object> database() {
        return StoreHouse.h2(dataDirectory.resolve("a folder # with odd näme"));
    }
}
