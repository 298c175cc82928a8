package org.zapigateway.routes;

import java.util.Optional;

/** The last good version of each route file, so that a restart with a bad file on disk still runs. */
interface LastGood {

    /** Nothing is kept. */
    LastGood NONE = new LastGood() {
        @Override
        public void keep(RouteFile file) {}

        @Override
        public Optional<RouteFile> find(String path) {
            return Optional.empty();
        }

        @Override
        public void forget(String path) {}
    };

    void keep(RouteFile file);

    Optional<RouteFile> find(String path);

    void forget(String path);
}
