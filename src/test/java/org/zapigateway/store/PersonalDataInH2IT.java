package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataInH2IT extends PersonalDataContract {
    @TempDir
    Path dataDirectory;

    @Override
    Map<String, Object> database() {
        return StoreHouse.h2(dataDirectory);
    }
}
