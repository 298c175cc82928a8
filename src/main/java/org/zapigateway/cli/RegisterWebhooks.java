package org.zapigateway.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.zapigateway.webhook.InstanceSettings;
import org.zapigateway.zapi.ManagementApi;
import org.zapigateway.zapi.ManagementException;
import org.zapigateway.zapi.RegisteredWebhooks;
import org.zapigateway.zapi.WebhookKind;
import org.zapigateway.zapi.WebhookRegistration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Tells Z-API, for each configured instance, to post its events to this gateway. */
@Command(
        name = "register-webhooks",
        description = "Tells Z-API to post the events of each configured instance to this gateway.",
        customSynopsis = "zapi register-webhooks --url=URL [OPTION]... [--KEY=VALUE]...",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The instances are those of the gateway's settings: application.yml, the environment, and --KEY=VALUE.",
            "Of two tokens or webhook-keys the first is used. No secret is printed.",
            "",
            "Exit code: 0 done; 1 not done for at least one instance; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi register-webhooks --url https://hooks.example.com --dry-run",
            "  zapi register-webhooks --url https://hooks.example.com --sent-by-me",
            "  zapi register-webhooks --url https://hooks.example.com --json | jq 'select(.done | not)'",
            "  zapi register-webhooks --url https://hooks.example.com --kinds received,message-status"
        })
final class RegisterWebhooks implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The gateway as Z-API reaches it: https://, and the path when it is not zapi.webhook.path.")
    private String url;

    @Option(names = "--dry-run", description = "Shows what would be changed, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Only these webhooks: received, delivery, message-status, chat-presence, connected, "
                    + "disconnected, proxy-failed. Default: all but the last, which Z-API documents for partners, and "
                    + "does not show afterwards.")
    private List<String> kinds = List.of();

    @Option(
            names = "--sent-by-me",
            negatable = true,
            description = "Whether messages that were sent from the instance's own phone or by its API are posted too. "
                    + "Default: as it is.")
    private Boolean sentByMe;

    @Option(
            names = "--json",
            description = "Each instance on a line of its own, as JSON: the webhooks before and after; with --dry-run, "
                    + "after is what they would be.")
    private boolean json;

    @Option(names = "--api", hidden = true, description = "Z-API itself.")
    private URI api = ManagementApi.ZAPI;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        requireSettings();
        requireSafeApi();
        Set<WebhookKind> chosen = chosenKinds();
        ConfiguredGateway gateway = ConfiguredGateway.read(settings);
        PublicUrl ours = publicUrl(gateway.webhookPath());
        if (gateway.instances().isEmpty()) {
            throw new VerbFailedException("no instance is configured; set zapi.instances[0].id and "
                    + "zapi.instances[0].token in application.yml or in the environment");
        }
        boolean allDone = true;
        for (InstanceSettings instance : gateway.instances()) {
            allDone &= register(instance, ours, chosen);
        }
        return allDone ? 0 : 1;
    }

    private boolean register(InstanceSettings instance, PublicUrl ours, Set<WebhookKind> chosen) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(Printable.of(
                    "instance " + instance.id() + (instance.name() == null ? "" : ", " + instance.name())));
        }
        RegistrationReport report = registration(instance, ours, chosen);
        if (json) {
            out.println(Printable.of(report.json(instance, dryRun, ours)));
        } else if (report.before() != null) {
            new WebhookTable(ours, out).print(report.before(), dryRun ? "would be" : "after", report.after());
        }
        if (report.failure() != null) {
            spec.commandLine()
                    .getErr()
                    .println(Printable.of("zapi: instance " + instance.id() + ": " + report.failure()));
        }
        return report.failure() == null;
    }

    private RegistrationReport registration(InstanceSettings instance, PublicUrl ours, Set<WebhookKind> chosen) {
        if (instance.token().isEmpty()) {
            return new RegistrationReport(
                    null, null, "it has no token, without which Z-API cannot be called; set zapi.instances[n].token");
        }
        String key =
                instance.webhookKey().isEmpty() ? null : instance.webhookKey().get(0);
        WebhookRegistration registration = new WebhookRegistration(ours.withKey(key), chosen, sentByMe);
        ManagementApi calls =
                new ManagementApi(api, instance.id(), instance.token().get(0), instance.clientToken(), PATIENCE);
        RegisteredWebhooks before;
        try {
            before = calls.webhooks();
        } catch (ManagementException e) {
            return new RegistrationReport(null, null, e.getMessage() + ". Nothing was changed");
        }
        if (dryRun) {
            return new RegistrationReport(before, registration.planned(before), null);
        }
        try {
            return new RegistrationReport(before, registration.register(calls, before), null);
        } catch (ManagementException e) {
            return new RegistrationReport(before, now(calls), e.getMessage() + ". The answer shows what was changed");
        }
    }

    /** {@code null} when it cannot be told. */
    private static RegisteredWebhooks now(ManagementApi calls) {
        try {
            return calls.webhooks();
        } catch (ManagementException e) {
            return null;
        }
    }

    private PublicUrl publicUrl(String path) {
        try {
            return PublicUrl.of(url, path);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--url cannot be used: " + e.getMessage());
        }
    }

    private Set<WebhookKind> chosenKinds() {
        if (kinds.isEmpty()) {
            return EnumSet.complementOf(EnumSet.of(WebhookKind.PROXY_FAILED));
        }
        Set<WebhookKind> chosen = kinds.stream()
                .map(this::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WebhookKind.class)));
        if (chosen.contains(WebhookKind.RECEIVED_AND_DELIVERY) && !chosen.contains(WebhookKind.RECEIVED)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kinds: received-and-delivery is set with received, and --sent-by-me decides which of the two "
                            + "Z-API uses; name received");
        }
        return chosen;
    }

    private WebhookKind kind(String name) {
        return Arrays.stream(WebhookKind.values())
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "--kinds: there is no webhook '" + name + "'"));
    }

    /** The tokens go there. */
    private void requireSafeApi() {
        if (!"https".equals(api.getScheme()) && !"localhost".equals(api.getHost())) {
            throw new ParameterException(spec.commandLine(), "--api must begin with https://");
        }
    }

    /** Whatever picocli does not know comes here; a mistyped option must not pass as a setting. */
    private void requireSettings() {
        for (String setting : settings) {
            if (!setting.matches("(?s)--(zapi|spring)\\.[^=]+=.*")) {
                // Without its value, which may be a secret.
                String name = setting.replaceFirst("(?s)=.*", "");
                throw new ParameterException(
                        spec.commandLine(), "'" + name + "' is neither an option nor a setting, --zapi.KEY=VALUE");
            }
        }
    }
}
