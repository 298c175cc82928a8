package org.zapigateway.webhook;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;

/** Makes platform-http serve the edge by {@link EdgeConsumer}. */
final class EdgeEngine extends SpringBootPlatformHttpEngine {
    private final Refusals refusals;

    EdgeEngine(int port, Refusals refusals) {
        super(port);
        this.refusals = refusals;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new EdgeConsumer(endpoint, processor, refusals);
    }
}
