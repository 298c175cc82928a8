package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Removes what is known of a person. */
@Command(
        name = "erase",
        description = "Removes what the gateway knows of a person, for good: each row, event, dead letter and rejected "
                + "body in which an address of the person stands, also when others wrote it.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "It is counted first, and you are asked. Events that wait for a route are delivered and not",
            "erased, and what was delivered is out of reach: docs/privacy.md.",
            "",
            "Exit code: 0 erased, or nothing was found; 1 not all, or you said no; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi privacy erase --phone 5511987654321 --dry-run",
            "  zapi privacy erase --phone 5511987654321 --reason \"request 4711\""
        })
final class PrivacyErase implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PersonOptions person;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it goes to the gateway's log. Needed but for --dry-run. Do not name the person in it.")
    private String reason;

    @Option(names = "--dry-run", description = "Only count.")
    private boolean dryRun;

    @Mixin
    private Consent consent;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        if (!dryRun && reason == null) {
            throw new ParameterException(
                    spec.commandLine(), "say why by --reason, for the log; or only count by --dry-run");
        }
        PrivacyAnswer counted = answer(Map.of("dryRun", true));
        long erasable = erasable(counted);
        if (!dryRun && erasable > 0) {
            consent.require(spec, erasable + " of " + counted.addresses(), "erase");
            tell(answer(Map.of("reason", reason)));
        } else {
            tell(counted);
        }
    }

    private PrivacyAnswer answer(Map<String, ?> more) {
        Map<String, Object> request = person.request();
        request.putAll(more);
        return PrivacyAnswer.read(operations.postForLines("privacy/erase", request), record -> {});
    }

    private static long erasable(PrivacyAnswer counted) {
        return counted.places().stream()
                .filter(place -> !isSubscription(place))
                .mapToLong(place -> place.path("found").asLong())
                .sum();
    }

    private static long waiting(PrivacyAnswer answer) {
        return answer.places().stream()
                .filter(PrivacyErase::isSubscription)
                .mapToLong(place ->
                        place.path("found").asLong() + place.path("unseen").asLong())
                .sum();
    }

    private static boolean isSubscription(JsonNode place) {
        return place.has("unseen");
    }

    private void tell(PrivacyAnswer answer) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of("of " + answer.addresses()));
        answer.places().forEach(place -> out.println(Printable.of(row(place))));
        if (waiting(answer) > 0) {
            out.println(
                    "events wait in subscriptions and are going to be delivered, also to the tables; erase again when "
                            + "they were, by all of these addresses");
        }
        out.println("Out of reach: what was delivered already, backups, and your own tables.");
        long gone = answer.places().stream()
                .filter(place -> place.has("erased"))
                .mapToLong(place ->
                        place.path("found").asLong() - place.path("erased").asLong())
                .sum();
        if (gone > 0) {
            throw new VerbFailedException(
                    gone + " left meanwhile, by a replay or by their age, and were not erased; erase again");
        }
    }

    private static String row(JsonNode place) {
        String text = String.format(
                Locale.ROOT,
                "  %-34s %8d found",
                place.path("place").asText(),
                place.path("found").asLong());
        if (place.has("erased")) {
            text += String.format(
                    Locale.ROOT, " %8d erased", place.path("erased").asLong());
        }
        if (place.path("unseen").asLong() > 0) {
            text += ", and " + place.path("unseen").asLong() + " being delivered";
        }
        return text;
    }
}
