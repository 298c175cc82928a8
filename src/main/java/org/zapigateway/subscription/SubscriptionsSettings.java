package org.zapigateway.subscription;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.subscriptions.*}: what holds for the subscriptions of all routes.
 *
 * @param transientFailures failures that mean "the target is away" beside those known already: class names of exceptions,
 *     {@code HTTP 500}, {@code SQL state 42P01}
 * @param permanentFailures failures, named as for {@code transient-failures}, that mean "the event is to blame", also where they
 *     would mean an outage
 * @param removeOrphansAfter how long a subscription whose route is gone is kept; {@code null}: until an operator removes
 *     it
 */
public record SubscriptionsSettings(
        @DefaultValue List<String> transientFailures,
        @DefaultValue List<String> permanentFailures,
        Duration removeOrphansAfter) {
    private static final Duration LEAST_AGE = Duration.ofHours(1);

    public SubscriptionsSettings {
        // A name that is none is told here, before anything else starts.
        new FailureRules(transientFailures, permanentFailures);
        if (removeOrphansAfter != null && removeOrphansAfter.compareTo(LEAST_AGE) < 0) {
            throw new IllegalArgumentException("zapi.subscriptions.remove-orphans-after is " + removeOrphansAfter
                    + "; it must be at least an hour, so that no mistake with a route file costs its events");
        }
    }
}
