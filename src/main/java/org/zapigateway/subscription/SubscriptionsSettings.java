package org.zapigateway.subscription;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.subscriptions.*}: what holds for the subscriptions of all routes.
 *
 * @param transientFailures class names of exceptions that mean "the target is away" beside those known already
 * @param permanentFailures class names of exceptions that mean "the event is to blame", also where they would mean an
 *     outage
 */
public record SubscriptionsSettings(
        @DefaultValue List<String> transientFailures, @DefaultValue List<String> permanentFailures) {}
