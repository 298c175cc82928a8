package org.zapigateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventJson;
import org.zapigateway.event.EventSchemas;
import org.zapigateway.zapi.MalformedPayloadException;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which canonical events a payload becomes. Stores nothing, and needs no running gateway. */
@Command(
        name = "translate",
        description = "Shows the canonical events that a payload of Z-API becomes. Nothing is stored or sent.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The events are indented JSON, with colours on a terminal (not with NO_COLOR set). The time at which they",
            "were received is now, and names of instances, which stand in the gateway's settings, are missing.",
            "",
            "Exit code: 0 all events are valid; 1 one breaks its schema, or there is no payload; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi translate samples/received-image.json",
            "  curl -s https://example.com/payload.json | zapi translate",
            "  zapi translate payloads.ndjson --json | jq -r '[.type, .data.chat.id] | @tsv'"
        })
final class Translate implements Callable<Integer> {
    private final ZapiTranslator translator = new ZapiTranslator(true, instance -> null);
    private final Function<String, List<String>> schemas;
    private boolean valid = true;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = Payloads.STANDARD_INPUT,
            description = "JSON objects as Z-API posts them: one, several below each other, or an array; - is standard "
                    + "input. Default: ${DEFAULT-VALUE}.")
    private String file;

    @Option(names = "--json", description = "Each event on a line of its own.")
    private boolean json;

    Translate() {
        this(EventSchemas::violations);
    }

    /**
     * @param schemas tells for an event, JSON text, how it breaks its schema
     */
    Translate(Function<String, List<String>> schemas) {
        this.schemas = schemas;
    }

    @Override
    public Integer call() {
        Payloads.read(file).forEach(this::translate);
        return valid ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void translate(Payloads.Payload payload) {
        for (CanonicalEvent event : events(payload)) {
            String text = EventJson.write(event);
            spec.commandLine().getOut().println(laidOut(text));
            complain(payload, event, schemas.apply(text));
        }
    }

    private List<CanonicalEvent> events(Payloads.Payload payload) {
        try {
            byte[] body = payload.text().getBytes(StandardCharsets.UTF_8);
            return translator.translate(ZapiPayload.parse(body), Instant.now());
        } catch (MalformedPayloadException e) {
            throw new VerbFailedException(payload.place() + ": " + e.getMessage() + "; the gateway would answer 400");
        }
    }

    private String laidOut(String event) {
        JsonLayout forPeople =
                JsonLayout.forPeople(spec.commandLine().getColorScheme().ansi());
        try {
            return (json ? JsonLayout.LINE : forPeople).of(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event that was just written is no JSON", e);
        }
    }

    private void complain(Payloads.Payload payload, CanonicalEvent event, List<String> violations) {
        for (String violation : violations) {
            valid = false;
            spec.commandLine()
                    .getErr()
                    .println(Printable.of(payload.place() + ": " + event + " breaks its schema at " + violation));
        }
    }
}
