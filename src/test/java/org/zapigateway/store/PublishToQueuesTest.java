package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventType;

class PublishToQueuesTest {
    private final RouteFile route = new RouteFile();

    @BeforeEach
    void start() throws Exception {
        route.camel().addComponent("jms", new MockComponent());
        route.start(Path.of("routes/publish-to-queues.camel.yaml"));
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @ParameterizedTest
    @EnumSource
    void anEventGoesToTheQueueOfItsTypeAndNoOther(EventType type) throws Exception {
        push(type.text());

        assertThat(queue(type.text()).getExchanges()).hasSize(1);
        assertThat(route.camel().getEndpoints())
                .filteredOn(MockEndpoint.class::isInstance)
                .flatExtracting(endpoint -> ((MockEndpoint) endpoint).getExchanges())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasANodeToMeasureBy(EventType type) {
        assertThat((Object) route.camel().getProcessor("to-" + type.text().replace('.', '-')))
                .isNotNull();
    }

    @Test
    void aTypeThatTheFileDoesNotNameIsNotLost() throws Exception {
        push("message.translated");

        assertThat(queue("unrecognised").getExchanges()).hasSize(1);
    }

    @Test
    void subscribesToEverything() {
        assertThat(route.parameters()).isEmpty();
        assertThat(route.camel().getRoute("publish-to-queues").getDescription()).isNotBlank();
    }

    private void push(String type) throws Exception {
        route.push("{}", Map.of(EventHeaders.EVENT_TYPE, type), Map.of());
    }

    private MockEndpoint queue(String type) {
        return route.camel().getEndpoint("jms:queue:whatsapp." + type, MockEndpoint.class);
    }
}
