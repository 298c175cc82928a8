package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class ReadyQueriesInH2IT extends ReadyQueriesContract {
    @TempDir
    static Path dataDirectory;

    @Override
    Map<String, Object> database() {
        return StoreHouse.h2(dataDirectory);
    }
}
