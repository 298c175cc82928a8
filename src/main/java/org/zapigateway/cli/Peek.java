package org.zapigateway.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the first messages of a queue and leaves them there. */
@Command(
        name = "peek",
        description = "Shows the oldest messages of a queue; they stay in the queue.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 shown, or the queue is empty; 1 no such queue, or no broker; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi peek whatsapp.message.received",
            "  zapi peek whatsapp.message.status --count 100 --json | jq .data.status",
            "  zapi peek crm.orders --broker tcp://broker:61616 --user crm --password"
        })
final class Peek implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "QUEUE",
            description = "The queue, for example whatsapp.message.received; ADDRESS::QUEUE where they differ.")
    private String queue;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "The broker. Default, with its login, by application.yml and the environment: the "
                    + "spring.artemis.broker-url that routes send to, or else the gateway's own at "
                    + "zapi.broker.acceptor, which is tcp://127.0.0.1:61616 unless set.")
    private String broker;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "The user to log in as. Default: the configured one; none with --broker.")
    private String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            fallbackValue = "",
            description = "That user's password. As the last option and without a value it is asked for, so that no "
                    + "other user of this machine can see it.")
    private String password;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            description = "The most messages to show. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--json", description = "The bodies only, each as JSON on a line of its own.")
    private boolean json;

    @Override
    public void run() {
        requireSense();
        if ("".equals(password)) {
            password = PasswordPrompt.ask(
                    "Password", System.console(), System.in, spec.commandLine().getErr());
        }
        BrokerLogin login = login();
        List<PeekedMessage> messages;
        long depth;
        try (BrowsedBroker browsed = BrowsedBroker.connect(login)) {
            depth = browsed.depth(queue);
            messages = browsed.oldest(queue, count);
        }
        PrintWriter out = spec.commandLine().getOut();
        MessagePrinter printer =
                new MessagePrinter(out, spec.commandLine().getColorScheme().ansi());
        messages.forEach(json ? printer::line : printer::page);
        remarks().println(remark(messages.size(), depth, login.address()));
    }

    private BrokerLogin login() {
        BrokerLogin login = broker == null ? ConfiguredBroker.login() : BrokerLogin.at(broker);
        return user == null ? login : login.as(user, password);
    }

    private void requireSense() {
        if (queue.isBlank()) {
            throw new ParameterException(spec.commandLine(), "QUEUE is empty; name a queue");
        }
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count is " + count + "; it must be at least 1");
        }
        if ((user == null) != (password == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--user and --password belong together: give both, or neither");
        }
    }

    /** Whatever reads JSON lines must not meet a sentence among them. */
    private PrintWriter remarks() {
        return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    private String remark(int shown, long depth, String address) {
        String where = "'" + queue + "' on " + address;
        if (shown == 0) {
            return Printable.of("queue " + where + " is empty");
        }
        // The depth was read first, so the queue may have grown or shrunk since.
        String messages = depth > shown
                ? shown + " of about " + depth + " messages"
                : shown + (shown == 1 ? " message" : " messages");
        String more = depth > shown ? "; --count shows more" : "";
        return Printable.of("-- " + messages + " in " + where + more);
    }
}
