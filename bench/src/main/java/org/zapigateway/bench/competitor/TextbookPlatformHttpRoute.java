package org.zapigateway.bench.competitor;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The webhook of the Camel books: one route from HTTP to a queue. The send is durable, and the answer waits for it. As
 * in the books the body is neither looked into nor checked for repeats.
 */
@Component
@Profile("textbook-platform-http")
class TextbookPlatformHttpRoute extends RouteBuilder {

    private static final String ACCEPTED =
            "{\"status\":\"accepted\",\"events\":[\"00000000000000000000000000000000\"]}";

    private final String token;

    TextbookPlatformHttpRoute(@Value("${zapi.instances[0].token}") String token) {
        this.token = token;
    }

    @Override
    public void configure() {
        // spotless:off
        from("platform-http:/webhooks/zapi?httpMethodRestrict=POST&consumes=application/json")
            .routeId("receive-webhook")
            .choice()
                .when(header("z-api-token").isNotEqualTo(token))
                    .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(401))
                    .setBody(constant(""))
                .otherwise()
                    .convertBodyTo(String.class)
                    // A caller's answer would be waited for otherwise: the exchange wants one.
                    .to(ExchangePattern.InOnly, "jms:queue:{{bench.target}}")
                    .removeHeaders("*")
                    .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                    .setBody(constant(ACCEPTED));
        // spotless:on
    }
}
