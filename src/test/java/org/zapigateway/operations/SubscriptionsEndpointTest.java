package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.subscription.Ledgers;
import org.zapigateway.subscription.Orphans;
import org.zapigateway.subscription.Subscriptions;

/** What an operator is answered when a subscription cannot be removed. */
class SubscriptionsEndpointTest {
    private final Subscriptions subscriptions = mock(Subscriptions.class);
    private final SubscriptionsEndpoint endpoint = new SubscriptionsEndpoint(
            mock(SubscriptionQueues.class),
            subscriptions,
            mock(Orphans.class),
            mock(Ledgers.class),
            mock(DeliveryRates.class));

    @ParameterizedTest
    @MethodSource
    void whatPreventsARemovalIsTold(Exception cause, int status) throws Exception {
        doThrow(cause).when(subscriptions).remove("old", false, "a test");

        WebEndpointResponse<?> answer = endpoint.change("old", "remove", null, null, "a test");

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getBody().toString()).contains("why");
    }

    static Stream<Arguments> whatPreventsARemovalIsTold() {
        return Stream.of(
                Arguments.of(new NoSuchElementException("why"), 404),
                Arguments.of(new IllegalStateException("why"), 409),
                Arguments.of(new ActiveMQException("why"), 503));
    }
}
