package org.zapigateway.routes;

import java.util.List;
import java.util.Map;

/**
 * What became of one event at one route of a trial.
 *
 * @param routeId the route
 * @param keptOutBy the options of {@code zapi:events} that keep the event out; empty when the route gets it
 * @param deliveries what the route would have done, in order
 * @param failure why the event would fail, or {@code null}. Its message may quote the event
 */
public record TrialResult(String routeId, List<String> keptOutBy, List<Delivery> deliveries, Throwable failure) {
    /** Copies the lists. */
    public TrialResult {
        keptOutBy = List.copyOf(keptOutBy);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * A message that would leave the route.
     *
     * @param to the endpoint, without passwords; {@code log} for a log step
     * @param headers what the route has set or changed, by name, as text
     * @param body as text, or {@code null} when there is none; of a log step its line
     */
    public record Delivery(String to, Map<String, String> headers, String body) {}
}
