package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JqValuesTest {
    private static final String BODY =
            "{\"text\":\"um pedido\",\"count\":7,\"is\":true,\"people\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"none\":null}";

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.disableJMX();
        JqValues.in(camel);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @CsvSource({
        ".text, ${exchangeProperty.x} contains 'pedido'",
        ".text, ${exchangeProperty.x} ~~ 'PEDIDO'",
        ".text, ${exchangeProperty.x} == 'um pedido'",
        ".count, ${exchangeProperty.x} > 6",
        ".is, ${exchangeProperty.x} == true",
        ".none, ${exchangeProperty.x} == null"
    })
    void aConditionOnWhatJqGaveHolds(String jq, String condition) throws Exception {
        assertThat(matched(route ->
                        route.setProperty("x").language("jq", jq).filter().simple(condition)))
                .isEqualTo(BODY);
    }

    @Test
    void aPredicateIsStillOne() throws Exception {
        assertThat(matched(route -> route.filter().language("jq", ".count > 6")))
                .isEqualTo(BODY);
        assertThat(matched(route -> route.filter().language("jq", ".count > 7")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{text, count}; {\"text\":\"um pedido\",\"count\":7}",
                ".people; [{\"id\":\"a\"},{\"id\":\"b\"}]",
                ".text; um pedido"
            })
    void whatIsSentIsText(String jq, String sent) throws Exception {
        assertThat(matched(route -> route.setBody().language("jq", jq))).isEqualTo(sent);
    }

    @Test
    void eachPartOfASplitIsTextWhenItIsSent() throws Exception {
        MockEndpoint target = target();
        target.expectedBodiesReceived("{\"id\":\"a\"}", "{\"id\":\"b\"}");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").split().language("jq", ".people").to("mock:target");
            }
        });

        camel.createProducerTemplate().sendBody("direct:start", BODY);

        target.assertIsSatisfied();
    }

    private Object matched(Step step) throws Exception {
        MockEndpoint target = target();
        target.reset();
        RouteBuilder builder = new RouteBuilder() {
            @Override
            public void configure() {
                step.on(from("direct:start").routeId("r")).to("mock:target");
            }
        };
        camel.getRouteController().stopAllRoutes();
        camel.removeRoute("r");
        camel.addRoutes(builder);
        camel.createProducerTemplate().sendBody("direct:start", BODY);
        return target.getExchanges().stream()
                .findFirst()
                .map(Exchange::getIn)
                .map(org.apache.camel.Message::getBody)
                .orElse(null);
    }

    private MockEndpoint target() {
        return camel.getEndpoint("mock:target", MockEndpoint.class);
    }

    private interface Step {
        org.apache.camel.model.ProcessorDefinition<?> on(org.apache.camel.model.RouteDefinition route);
    }
}
