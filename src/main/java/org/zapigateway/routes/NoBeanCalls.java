package org.zapigateway.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Stands in the place of Camel's <code>{{bean:…}}</code>, which would call a method of a bean as soon as a placeholder is
 * resolved, that is when a file is checked already. The value of a placeholder may hold it as well as a route file.
 */
final class NoBeanCalls implements PropertiesFunction {
    private NoBeanCalls() {}

    static void in(CamelContext context) {
        context.getPropertiesComponent().addPropertiesFunction(new NoBeanCalls());
    }

    @Override
    public String getName() {
        return "bean";
    }

    @Override
    public String apply(String call) {
        throw new IllegalArgumentException("a placeholder cannot call a bean");
    }
}
