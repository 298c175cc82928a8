package org.zapigateway;

import java.util.Map;
import org.apache.camel.spring.boot.actuate.health.CamelAvailabilityCheckAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.sql.init.SqlInitializationAutoConfiguration;
import org.zapigateway.cli.Invocation;

/** Starts the gateway, or another verb of the command line. The broker, JMS and the database are wired by their rooms. */
@SpringBootApplication(
        exclude = {
            ArtemisAutoConfiguration.class,
            CamelAvailabilityCheckAutoConfiguration.class,
            JmsAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            SqlInitializationAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            // Its tags grow with each path that a stranger asks for (TRAPS C16); the edge counts for itself.
            WebMvcObservationAutoConfiguration.class,
            // They would have OpenTelemetry in memory, with a thread of its own, also while nobody wants traces.
            OpenTelemetryAutoConfiguration.class,
            OpenTelemetryLoggingAutoConfiguration.class
        })
public class ZapiGateway {
    /**
     * Before JDK 24 a virtual thread that waits within {@code synchronized}, as Tomcat's do for a body, keeps a thread of the
     * system, and there are 256 of these for all (JEP 491): as many slow senders would stop everybody.
     */
    private static final int FIRST_JDK_OF_VIRTUAL_THREADS = 24;

    public static void main(String[] arguments) {
        Invocation.of(arguments).execute(ZapiGateway::run);
    }

    private static void run(String[] options) {
        Thread.setDefaultUncaughtExceptionHandler(new FailedThreads());
        application().run(options);
    }

    /** The gateway, not started yet. */
    static SpringApplication application() {
        SpringApplication application = new SpringApplication(ZapiGateway.class);
        application.setDefaultProperties(defaults(Runtime.version()));
        return application;
    }

    /** What is set when nobody sets it, and differs by the Java that runs the gateway. */
    static Map<String, Object> defaults(Runtime.Version java) {
        return Map.of("spring.threads.virtual.enabled", java.feature() >= FIRST_JDK_OF_VIRTUAL_THREADS);
    }
}
