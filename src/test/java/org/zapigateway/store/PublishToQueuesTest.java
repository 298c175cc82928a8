package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventType;

/** The shipped route file, in a Camel of Spring Boot's making; what it would send to {@code jms:} is looked at. */
@CamelSpringBootTest
@SpringBootTest(
        classes = PublishToQueuesTest.Camel.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "camel.main.routes-include-pattern=file:routes/publish-to-queues.camel.yaml",
            "spring.datasource.url=jdbc:h2:mem:publish",
            "spring.flyway.enabled=false",
            "management.endpoint.health.validate-group-membership=false",
            "spring.artemis.mode=native",
            "spring.artemis.broker-url=tcp://127.0.0.1:1"
        })
@MockEndpointsAndSkip("jms:.*")
class PublishToQueuesTest {
    @Autowired
    private CamelContext camel;

    @Autowired
    private StubZapiComponent events;

    @BeforeEach
    void forget() {
        MockEndpoint.resetMocks(camel);
    }

    @ParameterizedTest
    @EnumSource
    void anEventGoesToTheQueueOfItsTypeAndNoOther(EventType type) throws Exception {
        push(type.text());

        assertThat(queue(type.text()).getExchanges()).hasSize(1);
        assertThat(camel.getEndpoints())
                .filteredOn(MockEndpoint.class::isInstance)
                .flatExtracting(endpoint -> ((MockEndpoint) endpoint).getExchanges())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasANodeToMeasureBy(EventType type) {
        assertThat((Object) camel.getProcessor("to-" + type.text().replace('.', '-')))
                .isNotNull();
    }

    @Test
    void aTypeThatTheFileDoesNotNameIsNotLost() throws Exception {
        push("message.translated");

        assertThat(queue("unrecognised").getExchanges()).hasSize(1);
    }

    @Test
    void subscribesToEverything() {
        assertThat(events.parameters()).isEmpty();
        assertThat(camel.getRoute("publish-to-queues").getDescription()).isNotBlank();
    }

    private void push(String type) throws Exception {
        events.push("{}", Map.of(EventHeaders.EVENT_TYPE, type), Map.of());
    }

    private MockEndpoint queue(String type) {
        return camel.getEndpoint("mock:jms:queue:whatsapp." + type, MockEndpoint.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Camel {
        @Bean
        StubZapiComponent zapi() {
            return new StubZapiComponent();
        }
    }
}
