package org.zapigateway.routes;

import java.util.List;
import java.util.Map;

/**
 * What became of one event at one route of a trial.
 *
 * @param routeId the route
 * @param keptOutBy the options of {@code zapi:events} that keep the event out; empty when the route gets it
 * @param deliveries what the route would have done, in order
 * @param failure why the event would fail, or {@code null}
 */
public record TrialResult(String routeId, List<String> keptOutBy, List<Delivery> deliveries, Failure failure) {
    /** Copies the lists. */
    public TrialResult {
        keptOutBy = List.copyOf(keptOutBy);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Why an event would fail.
     *
     * @param cause the innermost cause, which Camel may have wrapped several times. Its message may quote the event
     * @param step the step that fails: its id when its author gave it one, else its kind, such as {@code setBody}; {@code
     *     null} when it is not known
     * @param place file and line of that step, as a {@link Finding} has them; {@code null} when they are not known
     */
    public record Failure(Throwable cause, String step, String place) {}

    /**
     * A message that would leave the route.
     *
     * @param to the endpoint, without passwords; {@code log} for a log step
     * @param headers what the route has set or changed, by name, as text
     * @param body as text, or {@code null} when there is none; of a log step its line
     */
    public record Delivery(String to, Map<String, String> headers, String body) {}
}
