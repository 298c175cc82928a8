package org.zapigateway.cli;

import java.util.List;
import java.util.function.Function;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.zapigateway.webhook.InstanceSettings;
import org.zapigateway.webhook.WebhookSettings;

/**
 * The settings of the gateway, read as the gateway reads them: application.yml, environment, command line. No context of
 * Spring is started for it.
 *
 * @param instances may be empty
 * @param webhookPath the path of the edge
 */
record ConfiguredGateway(List<InstanceSettings> instances, String webhookPath) {
    /**
     * Reads the settings.
     *
     * @param settings from the command line, {@code --key=value}
     * @throws VerbFailedException when they are wrong
     */
    static ConfiguredGateway read(List<String> settings) {
        return read(
                settings,
                "",
                binder -> new ConfiguredGateway(
                        binder.bind("zapi.instances", Bindable.listOf(InstanceSettings.class))
                                .orElse(List.of()),
                        binder.bindOrCreate("zapi.webhook", WebhookSettings.class)
                                .path()));
    }

    /**
     * Reads some of the settings.
     *
     * @param settings from the command line, {@code --key=value}
     * @param wayOut a sentence for who cannot correct them, to follow the message; may be empty
     * @throws VerbFailedException when they are wrong
     */
    static <T> T read(List<String> settings, String wayOut, Function<Binder, T> reading) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
            return reading.apply(Binder.get(environment));
        } catch (RuntimeException e) {
            throw unreadable(e, wayOut);
        }
    }

    /** What a verb says when the settings are wrong. */
    static VerbFailedException unreadable(RuntimeException failure, String wayOut) {
        return new VerbFailedException("the settings of the gateway cannot be read: " + why(failure) + wayOut, failure);
    }

    /** Only our own words: those of others quote the file, and tokens stand in it. */
    private static String why(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof IllegalArgumentException
                    && link.getStackTrace().length > 0
                    && link.getStackTrace()[0].getClassName().startsWith("org.zapigateway.")) {
                return link.getMessage();
            }
            if (link instanceof BindException binding) {
                name = binding.getName() + " has a value that does not fit";
            }
        }
        return name + "; correct application.yml, the environment, or the command line";
    }
}
