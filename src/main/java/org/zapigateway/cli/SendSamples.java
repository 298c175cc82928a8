package org.zapigateway.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.zapigateway.cli.samples.ShopDay;
import org.zapigateway.event.EventTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Posts what Z-API would post on a shop's day, and tells what was answered. */
@Command(
        name = "send-samples",
        description = "Sends made-up events of every kind to a gateway, as Z-API does: a shop's day on WhatsApp, with "
                + "replies, edits, deletions, reactions and statuses of messages that were sent before.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The gateway takes them for real and its routes deliver them. Event types are those of docs/events.md.",
            "Phone numbers bear the area code 00, which does not exist.",
            "",
            "Exit code: 0 everything was accepted; 1 something was not, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi send-samples",
            "  zapi send-samples --type 'message.*' --type call.changed --count 50",
            "  zapi send-samples --count 10000 --rate 0 --repeat 10%%",
            "  zapi send-samples --json | jq .events",
            "  zapi send-samples https://zapi.example.com/webhooks/zapi --instance 3F00… --token"
        })
final class SendSamples implements Callable<Integer> {
    private static final String NO_ADDRESS =
            "URL is no address of a webhook; it looks like http://localhost:8080/webhooks/zapi";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            converter = UrlConverter.class,
            description = "The gateway's webhook, with ?key=… where it wants one. Default: "
                    + "by server.* and zapi.webhook.path in application.yml or the environment, "
                    + "which is http://127.0.0.1:8080/webhooks/zapi unless set.")
    private URI url;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            converter = EventTypesConverter.class,
            description = "Only events of this type, without what they refer to; message.* for all that begin so. "
                    + "Default: all.")
    private List<EventTypes> types = List.of();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "" + ShopDay.PAYLOADS,
            description = "How many payloads. Default: ${DEFAULT-VALUE}, in which everything occurs.")
    private long count;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many in a second; 0: as many as are answered. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many at a time, as after a lost connection; the rate stays. Default: ${DEFAULT-VALUE}.")
    private int burst;

    @Option(
            names = "--repeat",
            paramLabel = "N|P%",
            defaultValue = "0",
            converter = Repeats.Converter.class,
            description =
                    "Sends each one N times more, or a share of them once more, as WhatsApp does: messages with a "
                            + "new time, everything else unchanged. Default: ${DEFAULT-VALUE}.")
    private Repeats repeats;

    @Option(
            names = "--instance",
            paramLabel = "ID",
            defaultValue = "3F0A61C7D2B94E58A1D3C60B7E9F2485",
            description = "Z-API's id of the instance; one that the gateway knows, if it knows any. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String instance;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "The instance's token, sent as z-api-token. As the last option and without a value it is asked "
                            + "for, so that no other user of this machine can see it.")
    private String token;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same people, messages and ids; only the times differ. Default: "
                    + "another each time.")
    private Long seed;

    @Option(names = "--json", description = "One JSON object: how many were sent, what was answered, and the events.")
    private boolean json;

    @Override
    public Integer call() {
        requireSense();
        if ("".equals(token)) {
            token = PasswordPrompt.ask(
                    "Token", System.console(), System.in, spec.commandLine().getErr());
        }
        require(
                token == null || token.matches("[ -~]*"),
                "--token holds a character that is not printable ASCII; does it come from a file with Windows line ends? "
                        + "Then a CR is part of it");
        if (url == null) {
            url = ConfiguredWebhook.url();
        }
        Answers answers = new Answers();
        try (SampleSender sender = new SampleSender(url, token, answers);
                ProgressBar progress = progressBar()) {
            send(samples(), sender, answers, progress);
        }
        if (json) {
            answers.tellJson(spec.commandLine().getOut(), SampleSender.withoutSecrets(url));
        } else {
            answers.tell(spec.commandLine().getOut(), SampleSender.withoutSecrets(url));
        }
        return answers.allAccepted() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void send(SampleStream samples, SampleSender sender, Answers answers, ProgressBar progress) {
        // The first one goes alone: when it is refused, so would be all the others.
        sender.send(samples.next()).join();
        Pace pace = new Pace(rate, burst);
        while (samples.hasNext() && !answers.firstWasRefused()) {
            pace.await();
            sender.send(samples.next());
            progress.show(samples.made());
        }
    }

    private SampleStream samples() {
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
        ShopDay day = new ShopDay(instance, chosen, InstantSource.system());
        return new SampleStream(day, types, count, repeats, new Random(chosen));
    }

    private ProgressBar progressBar() {
        boolean shown = !json && spec.commandLine().getColorScheme().ansi().enabled();
        return new ProgressBar(shown ? spec.commandLine().getOut() : null, count);
    }

    private void requireSense() {
        require(count > 0, "--count is " + count + "; it must be at least 1");
        require(rate >= 0, "--rate is " + rate + "; it must be above 0, or 0 for as fast as possible");
        require(burst > 0, "--burst is " + burst + "; it must be at least 1");
        require(url == null || isHttp(url) && url.getHost() != null, NO_ADDRESS);
    }

    private static boolean isHttp(URI url) {
        return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    }

    private void require(boolean sensible, String otherwise) {
        if (!sensible) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** picocli's own would show the URL, and a key may stand in it. */
    private static final class UrlConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new TypeConversionException(NO_ADDRESS);
            }
        }
    }
}
