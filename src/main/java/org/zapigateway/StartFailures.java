package org.zapigateway;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.zapigateway.routes.RoutesDirectoryException;

/**
 * Tells why the gateway did not start, without the stack trace around it. Each room's message says place, value and
 * remedy already.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements FailureAnalyzer {
    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknownSettings(unknown, failure);
            }
            if (isOurs(cause)) {
                return new FailureAnalysis(cause.getMessage(), null, failure);
            }
        }
        return null;
    }

    /** Spring Boot's own analysis shows the values too, and the value of a misspelt token is a token. */
    private static FailureAnalysis unknownSettings(UnboundConfigurationPropertiesException unknown, Throwable failure) {
        String settings = unknown.getUnboundProperties().stream()
                .map(ConfigurationProperty::getName)
                .map(name -> name + " is no setting of the gateway")
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                settings,
                "Correct the name, or take it out of application.yml, the environment or the command line.",
                failure);
    }

    /** No room knows a common exception, so ours are known by who threw them. */
    private static boolean isOurs(Throwable cause) {
        if (cause instanceof RoutesDirectoryException) {
            return true;
        }
        boolean refusal = cause instanceof IllegalStateException || cause instanceof IllegalArgumentException;
        StackTraceElement[] stack = cause.getStackTrace();
        return refusal
                && stack.length > 0
                && stack[0].getClassName().startsWith(ZapiGateway.class.getPackageName() + ".");
    }
}
