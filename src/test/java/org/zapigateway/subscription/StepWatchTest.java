package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class StepWatchTest {
    /** Camel still names the endpoint of the step before, which has taken the event. */
    @Test
    void anAddressThatCannotBeComputedIsNotTheOneBefore() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension().addInterceptStrategy(new StepWatch());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .errorHandler(noErrorHandler())
                            .to("mock:first")
                            .toD("nowhere:${body}")
                            .id("computed");
                }
            });
            camel.start();

            Exchange exchange = camel.createProducerTemplate().send("direct:in", StepWatch::follow);

            FailedStep failed = StepWatch.failed(exchange);
            assertThat(failed.node()).startsWith("computed");
            assertThat(failed.endpoint()).isNull();
            assertThat(failed.target()).isNull();
            assertThat(StepWatch.hasReached(exchange, "mock://first")).isTrue();
        }
    }
}
