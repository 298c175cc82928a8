package org.zapigateway.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.routes.TrialResult;
import org.zapigateway.routes.TrialResult.Delivery;
import org.zapigateway.routes.TrialResult.Failure;

/** Prints what became of events in a trial, for people or for programs, and counts. */
final class TrialReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_VALUE = 200;
    private static final Pattern EXCHANGE_ID = Pattern.compile("Exchange\\[[0-9A-F]+-[0-9A-F]+]");

    private final PrintWriter out;
    private final boolean json;
    private final boolean body;
    private int events;
    private int taken;
    private int failed;
    private int different;

    /** @param body whether bodies are shown */
    TrialReport(PrintWriter out, boolean json, boolean body) {
        this.out = out;
        this.json = json;
        this.body = body;
    }

    /**
     * Takes what became of one event.
     *
     * @param running what becomes of it by the version that runs; {@code null} when that is not asked
     */
    void add(Map<String, Object> event, List<TrialResult> results, List<TrialResult> running) {
        events++;
        taken += results.stream().anyMatch(result -> result.keptOutBy().isEmpty()) ? 1 : 0;
        failed += results.stream().anyMatch(result -> result.failure() != null) ? 1 : 0;
        boolean differs = running != null && !comparable(results).equals(comparable(running));
        different += differs ? 1 : 0;
        if (json) {
            print(line(event, results, running, differs));
        } else if (running == null) {
            title(event);
            lines(results, body).forEach(line -> print("  " + line));
        } else if (differs) {
            title(event);
            difference(lines(running, body), lines(results, body));
        }
    }

    /** Whether an event failed. */
    boolean hasFailures() {
        return failed > 0;
    }

    /** How many events there were, and how many of them were taken and failed. */
    String summary() {
        return events + (events == 1 ? " event, " : " events, ") + taken + " taken, " + failed + " failed";
    }

    /** The same, and how many had another outcome than by the version that runs. */
    String comparison() {
        return summary() + ", " + different + " otherwise than by the version that runs";
    }

    private void title(Map<String, Object> event) {
        print(Stream.of(
                        EventHeaders.EVENT_TYPE,
                        EventHeaders.EVENT_ID,
                        EventHeaders.CONTENT_KIND,
                        EventHeaders.CHAT_KIND)
                .map(event::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" ")));
    }

    private void difference(List<String> before, List<String> after) {
        before.stream().filter(line -> !after.contains(line)).forEach(line -> print("- " + line));
        after.stream().filter(line -> !before.contains(line)).forEach(line -> print("+ " + line));
        if (before.equals(after)) {
            print("  the body differs; --body shows how");
        } else if (before.containsAll(after) && after.containsAll(before)) {
            print("  the order, or the number of equal ones, differs");
        }
    }

    /** An edit moves the lines of what it leaves alone. */
    private static List<String> comparable(List<TrialResult> results) {
        List<String> lines = new ArrayList<>();
        for (TrialResult result : results) {
            Failure failure = result.failure() == null
                    ? null
                    : new Failure(result.failure().cause(), null, null);
            lines(new TrialResult(result.routeId(), result.keptOutBy(), result.deliveries(), failure), true, lines);
        }
        return lines;
    }

    private static List<String> lines(List<TrialResult> results, boolean body) {
        List<String> lines = new ArrayList<>();
        results.forEach(result -> lines(result, body, lines));
        return lines;
    }

    private static void lines(TrialResult result, boolean body, List<String> lines) {
        String route = result.routeId() + ": ";
        if (!result.keptOutBy().isEmpty()) {
            lines.add(route + "not taken, because of " + String.join(", ", result.keptOutBy()));
            return;
        }
        result.deliveries().forEach(delivery -> lines(route, delivery, body, lines));
        if (result.failure() != null) {
            lines.add(route + line(result.failure(), body));
        } else if (result.deliveries().isEmpty()) {
            lines.add(route + "taken, nothing is sent");
        }
    }

    private static String line(Failure failure, boolean body) {
        Throwable cause = failure.cause();
        String place = failure.place() == null ? "" : " at " + failure.place();
        String step = failure.step() == null ? "" : (place.isEmpty() ? " at" : ",") + " step " + failure.step();
        // The message may quote the event.
        String hint = cause.getMessage() == null ? "" : "; --body shows what it says";
        return "fails" + place + step + ": "
                + (body ? text(cause) : cause.getClass().getSimpleName() + hint);
    }

    /** Camel numbers exchanges, so that no two trials would say the same. */
    private static String text(Throwable cause) {
        return EXCHANGE_ID.matcher(cause.toString()).replaceAll("Exchange[]");
    }

    private static void lines(String route, Delivery delivery, boolean body, List<String> lines) {
        if (delivery.to().equals("log")) {
            lines.add(route + "log " + Printable.shortened(delivery.body(), LONGEST_VALUE));
            return;
        }
        lines.add(route + "→ " + delivery.to());
        delivery.headers()
                .forEach((name, value) -> lines.add("    " + name + ": " + Printable.shortened(value, LONGEST_VALUE)));
        if (body) {
            lines.add("    " + delivery.body());
        }
    }

    private void print(String line) {
        out.println(Printable.of(line));
    }

    private String line(
            Map<String, Object> event, List<TrialResult> results, List<TrialResult> running, boolean differs) {
        try {
            return JSON.writeValueAsString(new Row(
                    event.get(EventHeaders.EVENT_ID),
                    event.get(EventHeaders.EVENT_TYPE),
                    rows(results),
                    running == null ? null : rows(running),
                    running == null ? null : differs));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<RouteRow> rows(List<TrialResult> results) {
        return results.stream().map(this::row).toList();
    }

    private RouteRow row(TrialResult result) {
        Failure failure = result.failure();
        return new RouteRow(
                result.routeId(),
                result.keptOutBy(),
                result.deliveries().stream().map(this::row).toList(),
                failure == null
                        ? null
                        : body
                                ? text(failure.cause())
                                : failure.cause().getClass().getName(),
                failure == null ? null : failure.step(),
                failure == null ? null : failure.place());
    }

    private DeliveryRow row(Delivery delivery) {
        return new DeliveryRow(delivery.to(), delivery.headers(), body ? delivery.body() : null);
    }

    /** An event; {@code running} and {@code differs} only in a comparison. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            @JsonProperty Object eventId,
            @JsonProperty Object eventType,
            @JsonProperty List<RouteRow> routes,
            @JsonProperty List<RouteRow> running,
            @JsonProperty Boolean differs) {}

    /** What became of it at a route. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record RouteRow(
            @JsonProperty String route,
            @JsonProperty List<String> keptOutBy,
            @JsonProperty List<DeliveryRow> deliveries,
            @JsonProperty String failure,
            @JsonProperty String failedStep,
            @JsonProperty String failedAt) {}

    /** What would be sent; {@code body} only when it is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record DeliveryRow(
            @JsonProperty String to, @JsonProperty Map<String, String> headers, @JsonProperty String body) {}
}
