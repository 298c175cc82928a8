package org.zapigateway.store;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;

class AnyOrderInH2IT extends AnyOrderContract {
    private static Path dataDirectory;
    private static StoreHouse store;

    @BeforeContainer
    static void open() throws Exception {
        dataDirectory = Files.createTempDirectory("any-order");
        store = StoreHouse.open(StoreHouse.h2(dataDirectory));
    }

    @AfterContainer
    static void close() throws Exception {
        store.close();
        FileSystemUtils.deleteRecursively(dataDirectory);
    }

    @Override
    StoreHouse store() {
        return store;
    }
}
