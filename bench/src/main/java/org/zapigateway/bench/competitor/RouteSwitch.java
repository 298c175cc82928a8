package org.zapigateway.bench.competitor;

import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a backlog wait: the route stops and starts when the benchmark says so. */
@RestController
@Profile("textbook")
class RouteSwitch {

    private final CamelContext camel;

    RouteSwitch(CamelContext camel) {
        this.camel = camel;
    }

    @PostMapping("/route/stop")
    void stop() throws Exception {
        camel.getRouteController().stopRoute(TextbookRoute.ID);
    }

    @PostMapping("/route/start")
    void start() throws Exception {
        camel.getRouteController().startRoute(TextbookRoute.ID);
    }
}
