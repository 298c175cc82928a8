package org.zapigateway;

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
    public static void main(String[] arguments) {
        Invocation.of(arguments).execute(options -> SpringApplication.run(ZapiGateway.class, options));
    }
}
