package org.zapigateway.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.HdrHistogram.Histogram;
import org.zapigateway.event.EventType;

/** What was answered to the samples. Thread-safe. */
final class Answers {
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long begun = System.nanoTime();
    private final Map<Integer, Histogram> micros = new TreeMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<EventType, Integer> events = new EnumMap<>(EventType.class);
    private int posted;
    private int repeats;
    private int takenForNews;
    private int withoutEvents;
    private boolean firstWasRefused;

    /**
     * Counts an answer.
     *
     * @param eventIds what the answer names; empty when it names none
     */
    synchronized void answered(Posting posting, int status, List<String> eventIds, long nanos) {
        micros.computeIfAbsent(status, one -> new Histogram(2)).recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
        boolean accepted = status == OK && !eventIds.isEmpty();
        withoutEvents += status == OK && eventIds.isEmpty() ? 1 : 0;
        if (accepted) {
            accepted(posting, eventIds);
        }
        count(posting, accepted);
    }

    /** Counts a request that was not answered. */
    synchronized void failed(Posting posting, Throwable failure) {
        failures.merge(reason(failure), 1, Integer::sum);
        count(posting, false);
    }

    synchronized boolean firstWasRefused() {
        return firstWasRefused;
    }

    /** Whether each request was answered 200, and each repeat recognised. */
    synchronized boolean allAccepted() {
        return failures.isEmpty() && micros.keySet().equals(Set.of(OK)) && withoutEvents == 0 && takenForNews == 0;
    }

    /** Tells a person. */
    synchronized void tell(PrintWriter out, String url) {
        double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
        String again = repeats == 0 ? "" : ", " + repeats + " of them again";
        out.printf(Locale.ROOT, "%d sent in %.1f s to %s%s%n", posted, seconds, url, again);
        micros.forEach((status, histogram) -> out.println(line(status, histogram)));
        failures.forEach((reason, count) -> out.printf(Locale.ROOT, "  ---  %6d  %s%n", count, reason));
        if (withoutEvents > 0) {
            out.printf(
                    Locale.ROOT,
                    "%d answers of 200 name no event: this is not the webhook of a zapi-gateway%n",
                    withoutEvents);
        }
        if (takenForNews > 0) {
            out.printf(
                    Locale.ROOT,
                    "%d repeats were not recognised: they bear other event ids than the first time%n",
                    takenForNews);
        }
        if (!events.isEmpty()) {
            out.println("events: "
                    + events.entrySet().stream()
                            .map(type -> type.getKey() + " " + type.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Tells a program: the same, as one JSON object. */
    synchronized void tellJson(PrintWriter out, String url) {
        Map<String, Integer> eventTypes = new LinkedHashMap<>();
        events.forEach((type, count) -> eventTypes.put(type.toString(), count));
        try {
            out.println(Printable.of(JSON.writeValueAsString(new Summary(
                    url,
                    posted,
                    repeats,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                    allAccepted(),
                    micros.entrySet().stream()
                            .map(status -> Row.of(status.getKey(), status.getValue()))
                            .toList(),
                    failures,
                    withoutEvents,
                    takenForNews,
                    eventTypes))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void accepted(Posting posting, List<String> eventIds) {
        posting.accepted(eventIds);
        if (!posting.isRepeat()) {
            events.merge(posting.sample().type(), eventIds.size(), Integer::sum);
        } else if (!posting.isRecognised()) {
            takenForNews++;
        }
    }

    private void count(Posting posting, boolean accepted) {
        firstWasRefused |= posted == 0 && !accepted;
        posted++;
        repeats += posting.isRepeat() ? 1 : 0;
    }

    private static String line(int status, Histogram micros) {
        String what = status == OK
                ? "p50 %s  p99 %s  longest %s"
                        .formatted(
                                millis(micros.getValueAtPercentile(50)),
                                millis(micros.getValueAtPercentile(99)),
                                millis(micros.getMaxValue()))
                : remedy(status);
        return String.format(Locale.ROOT, "  %d  %6d  %s", status, micros.getTotalCount(), what);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401 ->
                "another credential is wanted: --instance and --token of one of zapi.instances, or ?key=… in the URL; or "
                        + "this address may not post";
            case 403 -> "something before the gateway refuses, perhaps because of the Origin header that Z-API sends";
            case 404 -> "the webhook is at another path: zapi.webhook.path, by default /webhooks/zapi";
            case 413 -> "larger than zapi.webhook.max-body-size";
            case 503 -> "not stored: the gateway starts or stops, is overloaded, or its disk is full; its health tells";
            default -> "unexpected: the gateway's log tells more";
        };
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "nobody answers there: start the gateway with 'zapi run', or give its URL";
        }
        if (failure instanceof SSLException) {
            return "no TLS there: give the URL by a name that the certificate bears, which Java must trust, or by http:// "
                    + "where there is none";
        }
        return failure instanceof HttpTimeoutException
                ? "no answer in time"
                : "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }

    /**
     * The whole answer.
     *
     * @param failures how many requests were not answered, by reason
     * @param withoutEvents how many answers of 200 name no event
     * @param unrecognised how many repeats bear other event ids than the first time
     * @param events how many events were accepted, by type
     */
    private record Summary(
            @JsonProperty String url,
            @JsonProperty int sent,
            @JsonProperty int repeats,
            @JsonProperty long millis,
            @JsonProperty boolean allAccepted,
            @JsonProperty List<Row> answers,
            @JsonProperty Map<String, Integer> failures,
            @JsonProperty int withoutEvents,
            @JsonProperty int unrecognised,
            @JsonProperty Map<String, Integer> events) {}

    /** The answers of one status, and the milliseconds they took. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            @JsonProperty int status,
            @JsonProperty long count,
            @JsonProperty double p50,
            @JsonProperty double p99,
            @JsonProperty double longest,
            @JsonProperty String remedy) {
        static Row of(int status, Histogram micros) {
            return new Row(
                    status,
                    micros.getTotalCount(),
                    micros.getValueAtPercentile(50) / 1000.0,
                    micros.getValueAtPercentile(99) / 1000.0,
                    micros.getMaxValue() / 1000.0,
                    status == OK ? null : Answers.remedy(status));
        }
    }
}
