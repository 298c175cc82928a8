package org.zapigateway.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * Builds the routes of a file in a scratch context, where all components are inert, so that Camel itself finds what is
 * wrong (steps, options, expressions, placeholders, beans) before anything that runs is stopped. It passes with broker
 * and database down.
 */
final class DryStart implements AutoCloseable {
    /** What the simple language reads <code>${body[a][b]}</code> by; no route can name it as an endpoint. */
    private static final String OGNL = "bean";

    private final DefaultCamelContext scratch;

    /**
     * Opens the scratch context.
     *
     * @param live whose components, beans and placeholders are used, and which is not changed
     * @param schemes the components that route files may use; those not on the class path stay unknown
     */
    DryStart(CamelContext live, Set<String> schemes) throws Exception {
        scratch = new DefaultCamelContext(new DefaultRegistry(new BeansOf(live.getRegistry())));
        scratch.getCamelContextExtension().setName("dry-start");
        // With autoStartup=false Camel still starts producers and creates consumers: hence the inert components.
        scratch.setAutoStartup(false);
        scratch.disableJMX();
        scratch.getPropertiesComponent().addPropertiesSource(new ValuesOf(live));
        ComponentResolver resolver = PluginHelper.getComponentResolver(scratch);
        scratch.getCamelContextExtension()
                .addContextPlugin(
                        ComponentResolver.class,
                        (scheme, context) -> scheme.equals(OGNL)
                                ? resolver.resolveComponent(scheme, context)
                                : inert(live, schemes, scheme));
        scratch.start();
    }

    /** Made when a file uses it: most of what is allowed is never used, and a component costs time and memory. */
    private static Component inert(CamelContext live, Set<String> schemes, String scheme) {
        Component real = schemes.contains(scheme) ? live.getComponent(scheme, true) : null;
        return real == null ? null : new InertComponent(real);
    }

    /**
     * Starts the routes of one file, and forgets them.
     *
     * @return what Camel has against each route, by its id; see {@link CamelComplaint}. Empty when all start
     * @throws Exception what Camel has against the file as a whole
     */
    Map<String, Exception> rehearse(Outline outline) throws Exception {
        ModelCamelContext model = scratch;
        Map<String, Exception> complaints = new LinkedHashMap<>();
        for (RouteDefinition route : RouteModel.read(scratch, outline)) {
            try {
                model.addRouteDefinitions(List.of(route));
            } catch (Exception e) {
                complaints.put(route.getRouteId(), e);
            } finally {
                RouteRemoval.removeAll(model, List.of(route.getRouteId()));
            }
        }
        return complaints;
    }

    @Override
    public void close() {
        scratch.stop();
    }

    /** The beans of the live context, but no components: those must stay inert. */
    private record BeansOf(Registry live) implements BeanRepository {
        @Override
        public Object lookupByName(String name) {
            return harmless(live.lookupByName(name));
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            return harmless(live.lookupByNameAndType(name, type));
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            // Camel looks up its own strategies this way; those of the live context are bound to it.
            return Set.of();
        }

        private static <T> T harmless(T bean) {
            return bean instanceof Component ? null : bean;
        }
    }

    private record ValuesOf(CamelContext live) implements PropertiesSource {
        @Override
        public String getName() {
            return "live";
        }

        @Override
        public String getProperty(String name) {
            return live.getPropertiesComponent().resolveProperty(name).orElse(null);
        }
    }
}
