package org.zapigateway.routes;

import java.util.Map;
import org.apache.camel.spi.PropertiesSource;

/**
 * The values of {@code routes.properties} as Camel sees them: before {@code application.yml}, behind environment
 * variables and system properties.
 *
 * <p>A thread that checks or puts back a certain version of a file sees the values of that version; all others see the
 * current ones.
 */
final class Placeholders implements PropertiesSource {
    private volatile Map<String, String> current = Map.of();
    private final ThreadLocal<Map<String, String>> staged = new ThreadLocal<>();

    @Override
    public String getName() {
        return RoutesDirectory.PLACEHOLDERS;
    }

    @Override
    public String getProperty(String name) {
        Map<String, String> mine = staged.get();
        return (mine == null ? current : mine).get(name);
    }

    void use(Map<String, String> values) {
        current = Map.copyOf(values);
    }

    /** Runs a step in which this thread sees those values. */
    <T, E extends Exception> T with(Map<String, String> values, Step<T, E> step) throws E {
        Map<String, String> before = staged.get();
        staged.set(values);
        try {
            return step.run();
        } finally {
            if (before == null) {
                staged.remove();
            } else {
                staged.set(before);
            }
        }
    }

    interface Step<T, E extends Exception> {
        T run() throws E;
    }
}
