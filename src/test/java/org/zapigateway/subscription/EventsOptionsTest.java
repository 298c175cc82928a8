package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of {@code zapi:events}: a wrong one is told by name, with its value and what would be right. */
class EventsOptionsTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.addComponent("zapi", new EventsComponent(null));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zapi:events?types=message.recieved | types | 'message.recieved' | message.received",
                "zapi:events?types=messages.* | types | 'messages.*' | patterns like message.*",
                "zapi:events?types=mess* | types | 'mess*' | patterns like message.*",
                "zapi:events?types=, | types | empty | at least one",
                "zapi:events?excludeTypes=presence | excludeTypes | 'presence' | chat.presence",
                "zapi:events?contentKinds=txt | contentKinds | 'txt' | text, image",
                "zapi:events?chatKinds=private | chatKinds | 'private' | direct, group",
                "zapi:events?instance=, | instance | empty | at least one",
                "zapi:events?concurrency=0 | concurrency | 0 | between 1 and 256",
                "zapi:events?concurrency=257 | concurrency | 257 | between 1 and 256",
                "zapi:events?subscription=zapi.orders | zapi.orders | name a subscription | do not begin with zapi.",
                "zapi:events?subscription=my orders | my orders | name a subscription | letters",
                "zapi:events?maxAttempts=0 | maxAttempts | 0 | at least 1",
                "zapi:events?batchSize=-1 | batchSize | -1 | between 1 and 1000",
                "zapi:events?batchSize=1001 | batchSize | 1001 | between 1 and 1000",
                "zapi:events?backoff=2m | backoff | PT2M | maxBackoff PT1M",
                "zapi:events?backof=1s | backof | 1s | Unknown parameters",
                "zapi:message.received | zapi:events | 'zapi:message.received' | types: message.received"
            })
    void aWrongOptionIsNamedWithItsValueAndTheRemedy(String uri, String option, String value, String remedy) {
        assertThatThrownBy(() -> camel.getEndpoint(uri))
                .hasStackTraceContaining(option)
                .hasStackTraceContaining(value)
                .hasStackTraceContaining(remedy);
    }

    @Test
    void everyOptionHasItsEffect() {
        EventsEndpoint endpoint = camel.getEndpoint(
                "zapi:events?types=message.*,chat.presence&excludeTypes=message.sent&contentKinds=text&instance=o'neil"
                        + "&chatKinds=direct,group&subscription=crm&concurrency=8&batchSize=10&maxAttempts=3&backoff=2s"
                        + "&maxBackoff=5m",
                EventsEndpoint.class);

        assertThat(endpoint.filter().expression())
                .isEqualTo("(eventType LIKE 'message.%' OR eventType = 'chat.presence')"
                        + " AND NOT (eventType = 'message.sent') AND contentKind IN ('text')"
                        + " AND (instanceName IN ('o''neil') OR instanceId IN ('o''neil'))"
                        + " AND chatKind IN ('direct', 'group')");
        assertThat(endpoint.getSubscription()).isEqualTo("crm");
        assertThat(endpoint.getConcurrency()).isEqualTo(8);
        assertThat(endpoint.getBatchSize()).isEqualTo(10);
        assertThat(endpoint.getMaxAttempts()).isEqualTo(3);
        assertThat(endpoint.getBackoff()).hasSeconds(2);
        assertThat(endpoint.getMaxBackoff()).hasMinutes(5);
    }

    @Test
    void withoutOptionsEverythingIsWanted() {
        assertThat(camel.getEndpoint("zapi:events", EventsEndpoint.class)
                        .filter()
                        .expression())
                .isNull();
    }
}
