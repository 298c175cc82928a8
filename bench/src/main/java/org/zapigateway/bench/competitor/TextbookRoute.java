package org.zapigateway.bench.competitor;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The transacted route of the Camel books: local JMS transactions, cached consumers, sixteen of them, and the send joins
 * the session of the receive, so that one commit covers both. To another broker each send is a durable one of its own,
 * before that commit.
 */
@Component
@Profile("textbook & !database")
class TextbookRoute extends RouteBuilder {

    static final String ID = "publish-to-queues";

    @Override
    public void configure() {
        // spotless:off
        from("jms:queue:inbox?transacted=true&lazyCreateTransactionManager=false"
                + "&concurrentConsumers=16&cacheLevelName=CACHE_CONSUMER")
            .routeId(ID)
            .choice()
                .when(header("eventType").isEqualTo("ReceivedCallback"))
                    .to("{{bench.to}}:queue:whatsapp.message.received")
                .when(header("eventType").isEqualTo("MessageStatusCallback"))
                    .to("{{bench.to}}:queue:whatsapp.message.status")
                .otherwise()
                    .to("{{bench.to}}:queue:whatsapp.unrecognised");
        // spotless:on
    }
}
