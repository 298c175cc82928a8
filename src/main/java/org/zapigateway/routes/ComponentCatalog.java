package org.zapigateway.routes;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;

/** What Camel's catalog says of the components on the class path. */
final class ComponentCatalog {
    private final CamelContext context;

    /** Camel reads its text anew each time, which was a fifth of the time that the checks of many files took. */
    private final ConcurrentMap<String, ComponentModel> known = new ConcurrentHashMap<>();

    ComponentCatalog(CamelContext context) {
        this.context = context;
    }

    /** The options and headers of a component; empty when the catalog does not know it. */
    Optional<ComponentModel> component(String scheme) {
        return Optional.ofNullable(known.computeIfAbsent(scheme, this::read));
    }

    private ComponentModel read(String scheme) {
        String schema = catalog().componentJSonSchema(scheme);
        return schema == null ? null : JsonMapper.generateComponentModel(schema);
    }

    /** What is wrong with the options of an endpoint. */
    EndpointValidationResult validate(String scheme, Map<String, String> options) {
        return catalog().validateProperties(scheme, options);
    }

    private RuntimeCamelCatalog catalog() {
        return context.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
    }
}
