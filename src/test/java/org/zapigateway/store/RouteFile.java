package org.zapigateway.store;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A shipped route file, running in a Camel of its own, with a stub in the place of {@code zapi:events}. */
final class RouteFile implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final StubZapiComponent events = new StubZapiComponent();

    RouteFile() {
        camel.addComponent("zapi", events);
    }

    CamelContext camel() {
        return camel;
    }

    RouteFile placeholder(String name, String value) {
        camel.getPropertiesComponent().addOverrideProperty(name, value);
        return this;
    }

    RouteFile start(Path file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
        camel.start();
        return this;
    }

    /** The parameters of {@code zapi:events}. */
    Map<String, Object> parameters() {
        return events.parameters();
    }

    /** Sends one event through the route; throws what the route throws. */
    void push(Object body, Map<String, Object> headers, Map<String, Object> properties) throws Exception {
        Exchange exchange = events.push(body, headers, properties);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
