package org.zapigateway.bench.competitor;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The textbook's way into a table: each message an insert, each insert a commit, before the message is acknowledged. Sixteen
 * consumers, each with a connection to the database. A repeat is absorbed by the primary key, as the gateway's is.
 */
@Component
@Profile("textbook & database")
class TextbookDatabaseRoute extends RouteBuilder {

    @Override
    public void configure() {
        // spotless:off
        from("jms:queue:inbox?transacted=true&lazyCreateTransactionManager=false"
                + "&concurrentConsumers=16&cacheLevelName=CACHE_CONSUMER")
            .routeId(TextbookRoute.ID)
            .to("sql:INSERT INTO whatsapp_event"
                + " (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)"
                + " VALUES (substr(md5(:#${header.JMSMessageID}), 1, 32), 'message.received', 'bench', 'chat',"
                + " :#${header.JMSMessageID}, now(), now(), CAST(:#${body} AS json))"
                + " ON CONFLICT (event_id) DO NOTHING?parametersCount=3");
        // spotless:on
    }
}
