package org.zapigateway.routes;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/** Makes Camel contexts in which routes can be built without consequences for the live one. */
final class ScratchContext {
    /** What the simple language reads <code>${body[a][b]}</code> by; no route can name it as an endpoint. */
    private static final String OGNL = "bean";

    private ScratchContext() {}

    /**
     * A context that is not started yet.
     *
     * @param live whose components, beans and placeholders are used, and which is not changed
     * @param schemes the components that route files may use; those not on the class path stay unknown
     * @param standIns makes what takes the place of a live component, by its scheme
     */
    static DefaultCamelContext of(
            CamelContext live, Set<String> schemes, BiFunction<String, Component, Component> standIns) {
        DefaultCamelContext scratch = new DefaultCamelContext(new DefaultRegistry(new BeansOf(live.getRegistry())));
        scratch.disableJMX();
        scratch.getPropertiesComponent().addPropertiesSource(new ValuesOf(live));
        NoBeanCalls.in(scratch);
        JqValues.in(scratch);
        ComputedAddress.register();
        ComponentResolver resolver = PluginHelper.getComponentResolver(scratch);
        scratch.getCamelContextExtension()
                .addContextPlugin(
                        ComponentResolver.class,
                        (scheme, context) -> scheme.equals(OGNL)
                                ? resolver.resolveComponent(scheme, context)
                                : standIn(live, schemes, scheme, standIns));
        return scratch;
    }

    /** Made when a file uses it: most of what is allowed is never used, and a component costs time and memory. */
    private static Component standIn(
            CamelContext live, Set<String> schemes, String scheme, BiFunction<String, Component, Component> standIns) {
        Component real = schemes.contains(scheme) ? live.getComponent(scheme, true) : null;
        return real == null ? null : standIns.apply(scheme, real);
    }

    /** The beans of the live context, but no components and languages: those must not be used, and belong to it. */
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
            return bean instanceof Component || bean instanceof Language ? null : bean;
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
