package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dry start lets the real components judge, and touches nothing. */
class DryStartTest {
    private static final String ROUTE =
            """
            - route:
                id: crm
                from:
                  uri: touchy:in
                  steps:
                    - to: touchy:out
                    - wireTap: {uri: touchy:tap}
            """;

    private final List<String> touched = new ArrayList<>();
    private final DefaultCamelContext live = new DefaultCamelContext();

    @AfterEach
    void stop() {
        live.stop();
    }

    @Test
    void createsAndStartsNothingOfTheRealComponents() throws Exception {
        live.addComponent("touchy", new Touchy());
        live.start();

        try (DryStart dryStart = new DryStart(live, Set.of("touchy"))) {
            assertThat(dryStart.rehearse(outline(ROUTE))).isEmpty();
        }

        assertThat(touched).containsExactlyInAnyOrder("judged in", "judged out", "judged tap");
        assertThat(live.getRoutes()).isEmpty();
        assertThat(live.getEndpoints()).isEmpty();
    }

    private Outline outline(String yaml) throws Exception {
        return OutlineReader.read(
                RouteFile.of("crm.camel.yaml", yaml, Map.of()),
                live,
                new DslRules(DslSchema.load(live.getClassResolver())),
                new Findings("crm.camel.yaml"));
    }

    /** Remembers whatever is done to it. */
    private final class Touchy extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
            touched.add("judged " + name);
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    touched.add("producer of " + name);
                    throw new IllegalStateException();
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    touched.add("consumer of " + name);
                    throw new IllegalStateException();
                }

                @Override
                protected void doStart() {
                    touched.add("start of " + name);
                }
            };
        }
    }
}
