package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Does something to dead letters: counts them, asks, and then has the gateway do it in steps, so that it can be watched,
 * slowed down, and stopped.
 */
abstract class DeadLettersChange implements Runnable {
    private static final int STEP = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The subscription; or zapi.unrouted, or zapi.rejected.")
    private String name;

    @Option(names = "--event", paramLabel = "ID", description = "The one with this event id.")
    private String eventId;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @Mixin
    private DeadLetterOptions meant;

    @Option(names = "--dry-run", description = "Only count them.")
    private boolean dryRun;

    @Mixin
    private Consent consent;

    @Option(names = "--json", description = "The result as JSON.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    /** What is done, as the operations port calls it. */
    abstract String action();

    /** What the action needs beside what is meant. */
    abstract Map<String, String> details();

    /** The most in a second; 0: as many as can be. */
    int perSecond() {
        return 0;
    }

    @Override
    public void run() {
        requireSelection();
        JsonNode counted = post(selection(), Map.of("dryRun", true));
        long count = counted.path("count").asLong();
        if (!dryRun && count > 0) {
            consent.require(spec, count + " of '" + name + "'", action());
            change(count, counted.path("until").asText());
        } else {
            tell(0, count);
        }
    }

    private void requireSelection() {
        int ways = (eventId == null ? 0 : 1) + (all ? 1 : 0) + (meant.filter().isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say which: --event ID, or --all, or one or more of --type, --instance, --from, --until, "
                            + "--failed-with");
        }
    }

    private Map<String, Object> selection() {
        if (eventId != null) {
            return Map.of("eventId", eventId);
        }
        return all ? Map.of("all", true) : Map.of("filter", meant.filter());
    }

    /** What dies again meanwhile came after they were counted, so this ends. */
    private void change(long count, String counted) {
        Map<String, Object> selection = eventId != null ? selection() : upTo(counted);
        long done = 0;
        boolean more = true;
        while (more) {
            long begun = nanoTime();
            int step = perSecond() == 0 ? STEP : Math.min(perSecond(), STEP);
            JsonNode answer = next(selection, step, done, count);
            done += answer.path("count").asLong();
            more = answer.path("more").asBoolean();
            if (more && answer.path("count").asLong() == 0) {
                throw new VerbFailedException(
                        done + " of " + count + " in '" + name + "' done; others are there, and the "
                                + "gateway could take none of them now. Run the verb again; what was done stays done");
            }
            if (more && perSecond() > 0) {
                keepPace(begun, step);
            }
        }
        tell(done, count);
        if (done < count) {
            throw new VerbFailedException((count - done) + " of " + count + " in '" + name
                    + "' were gone meanwhile: somebody else has replayed or discarded them");
        }
    }

    private JsonNode next(Map<String, Object> selection, int step, long done, long count) {
        try {
            return post(selection, Map.of("limit", step));
        } catch (VerbFailedException e) {
            if (done == 0) {
                throw e;
            }
            throw new VerbFailedException(
                    "after " + done + " of " + count + " in '" + name + "': " + e.getMessage()
                            + ". Run the verb again when it answers; what was done stays done",
                    e);
        }
    }

    private Map<String, Object> upTo(String counted) {
        Map<String, String> filter = new LinkedHashMap<>(meant.filter());
        filter.merge("until", counted, DeadLettersChange::earlier);
        return Map.of("filter", filter);
    }

    private static String earlier(String time, String other) {
        return Instant.parse(time).isBefore(Instant.parse(other)) ? time : other;
    }

    private void keepPace(long begun, int step) {
        long due = begun + TimeUnit.SECONDS.toNanos(step) / perSecond();
        try {
            pause(due - nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerbFailedException("interrupted; what was done stays done", e);
        }
    }

    long nanoTime() {
        return System.nanoTime();
    }

    void pause(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    private JsonNode post(Map<String, ?> selection, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("action", action());
        body.putAll(selection);
        body.putAll(details());
        body.putAll(more);
        return operations.post("deadletters/" + OperationsPort.segment(name), body);
    }

    private void tell(long done, long count) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(
                json
                        ? "{\"action\":\"" + action() + "\",\"done\":" + done + ",\"meant\":" + count + "}"
                        : action() + ": " + done + " of " + count + " in '" + name + "'"));
    }
}
