package org.zapigateway.cli;

import picocli.CommandLine.Command;

/** Describes {@code run}. It is never executed here: {@link Invocation} hands its options to Spring Boot. */
@Command(
        name = "run",
        description = "Starts the gateway; this is what happens without a verb, too.",
        customSynopsis = "zapi [run] [--KEY=VALUE]...",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "KEY is any setting of the gateway or of Spring Boot. Settings can also stand in application.yml,",
            "and in the environment, where zapi.data-dir is ZAPI_DATADIR.",
            "",
            "Exit code: 1 not started, the log says why; 2 wrong usage; 143 or 130 ended in order, by SIGTERM or Ctrl-C.",
            "",
            "Examples:",
            "  zapi run --server.port=9090",
            "  zapi run --zapi.instances[0].id=3F00 --zapi.instances[0].token=SECRET",
            "  zapi run --spring.artemis.broker-url=tcp://broker:61616"
        })
final class Run {}
