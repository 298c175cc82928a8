package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.FreePort;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;

/** Works on the dead letters of a running gateway as a person would: from another process, over HTTP. */
class DeadLettersVerbIT {
    private static final String FAILS =
            """
            - route:
                id: fails
                description: Fails with a text that would clear the screen
                from:
                  uri: zapi:events
                  parameters:
                    maxAttempts: 1
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: "no mapping \\e[2J"
            """;

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static int sent;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder).routeFile("fails", FAILS).start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theQueuesAreShownWithTheirCounts() throws Exception {
        die(2);

        assertThat(run("deadletters")).isZero();
        assertThat(terminal.outLines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).matches("fails +2  since \\S+Z"))
                .anySatisfy(line -> assertThat(line).matches("zapi.rejected +0"));
    }

    @Test
    void aListSaysWhyAndSteersNoTerminal() throws Exception {
        die(2);

        assertThat(run("deadletters", "list", "fails", "--count", "1")).isZero();
        assertThat(terminal.outLines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("\\S+Z  [0-9a-f]{32}  message.received  1 attempts  "
                                        + "java.lang.IllegalStateException at throwException\\d+ "
                                        + "\\(fails.camel.yaml:9\\)"),
                        line -> assertThat(line).isEqualTo("    no mapping \\u001b[2J"),
                        line -> assertThat(line).isEqualTo("-- 1 of 2 in 'fails'"));
    }

    @Test
    void linesOfJsonAreAProgramsFoodAndTheEventIsThereOnlyWhenAskedFor() throws Exception {
        die(1);

        assertThat(run("deadletters", "list", "fails", "--json")).isZero();
        String id = new JsonMapper().readTree(terminal.out()).path("eventId").asText();

        SpokenTerminal shown = new SpokenTerminal();
        assertThat(run(shown, "deadletters", "show", "fails", id)).isZero();
        assertThat(shown.out()).contains(id).doesNotContain("specversion");

        SpokenTerminal whole = new SpokenTerminal();
        assertThat(run(whole, "deadletters", "show", "fails", id, "--body", "--json"))
                .isZero();
        assertThat(whole.outLines()).singleElement().asString().contains("\"specversion\":\"1.0\"");

        SpokenTerminal exported = new SpokenTerminal();
        assertThat(run(exported, "deadletters", "export", "fails")).isZero();
        assertThat(exported.outLines()).isEqualTo(whole.outLines());
        assertThat(exported.err()).contains("-- 1 of 'fails'");
    }

    /** Or "export && discard" would destroy what was never copied. */
    @Test
    void anExportThatCannotBeWrittenIsNoSuccessAndEndsThere() throws Exception {
        die(3);
        assertThat(run("deadletters", "export", "fails")).isZero();
        String first = terminal.outLines().get(0);

        SpokenTerminal full = SpokenTerminal.withRoomFor(first.length() + 10);
        assertThat(run(full, "deadletters", "export", "fails")).isEqualTo(1);
        assertThat(full.outLines()).hasSize(2).startsWith(first);
        assertThat(full.err())
                .contains("the export broke off after 1 lines and is not complete", "is the disk full")
                .doesNotContain("-- ");
    }

    @Test
    void aReplayIsCountedAndNeedsAYesWhereNobodyCanBeAsked() throws Exception {
        die(3);

        assertThat(run("deadletters", "replay", "fails", "--all", "--dry-run")).isZero();
        assertThat(terminal.out()).contains("replay: 0 of 3 in 'fails'");
        assertThat(run("deadletters", "replay", "fails", "--all")).isEqualTo(2);
        assertThat(terminal.err()).contains("3 of 'fails' would be meant; say --yes");

        // They die again at once; that ends nevertheless.
        SpokenTerminal replayed = new SpokenTerminal();
        assertThat(run(replayed, "deadletters", "replay", "fails", "--all", "--yes", "--per-second", "1000"))
                .isZero();
        assertThat(replayed.out()).contains("replay: 3 of 3 in 'fails'");
        await().until(() -> dead() == 3);
    }

    @Test
    void aRateIsKeptInSteps() throws Exception {
        die(3);
        SpokenTerminal replayed = new SpokenTerminal();

        assertThat(run(
                        replayed,
                        "deadletters",
                        "replay",
                        "fails",
                        "--type",
                        "message.*",
                        "--per-second",
                        "2",
                        "--yes",
                        "--json"))
                .isZero();
        assertThat(replayed.outLines()).containsExactly("{\"action\":\"replay\",\"done\":3,\"meant\":3}");
        await().until(() -> dead() == 3);
    }

    @Test
    void aDiscardNeedsAReason() throws Exception {
        die(1);

        assertThat(run("deadletters", "discard", "fails", "--all", "--yes")).isEqualTo(2);
        assertThat(terminal.err()).contains("--reason");
        assertThat(dead()).isEqualTo(1);

        assertThat(run("deadletters", "discard", "fails", "--all", "--yes", "--reason", "a test"))
                .isZero();
        assertThat(terminal.out()).contains("discard: 1 of 1 in 'fails'");
        assertThat(dead()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--all --event x", "--all --type message.*"})
    void whatIsMeantMustBeSaidInOneWay(String options) {
        List<String> arguments = new ArrayList<>(List.of("deadletters", "discard", "fails", "--reason", "x"));
        options.lines().flatMap(line -> List.of(line.split(" ")).stream()).forEach(arguments::add);

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(terminal.err()).contains("say which: --event ID, or --all, or one or more of");
    }

    @Test
    void theGatewaysRefusalIsTold() {
        assertThat(run("deadletters", "list", "nobody")).isEqualTo(1);
        assertThat(terminal.err()).contains("there are no dead letters of 'nobody'; there are those of all-to-queue");
        assertThat(run("deadletters", "list", "fails", "--type", "message.recieved"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("type names 'message.recieved', which is no event type");
    }

    @Test
    void namesTheRemedyWhenNoGatewayAnswers() throws Exception {
        int closed = FreePort.find();
        assertThat(terminal.execute("deadletters", "--operations", "http://127.0.0.1:" + closed))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("no gateway answers at", "is it running", "--operations");
        assertThat(terminal.execute("deadletters", "--operations", "not an address"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("--operations 'not an address' is no address");
    }

    @Test
    void eachVerbHasHelpWithExamples() {
        for (String verb : List.of("list", "show", "replay", "discard", "export")) {
            SpokenTerminal help = new SpokenTerminal();
            assertThat(help.execute("deadletters", verb, "--help")).isZero();
            assertThat(help.out()).contains("Example", "zapi deadletters " + verb, "--operations");
        }
    }

    /** Makes sure that so many dead letters are there. */
    private static void die(int count) throws Exception {
        gateway.drain(InboxAddresses.deadLetterQueue("fails"));
        for (int i = 0; i < count; i++) {
            gateway.post("/webhooks/zapi", Payloads.text("I", "M" + ++sent));
        }
        await().until(() -> dead() == count);
    }

    private static long dead() {
        return gateway.depth(InboxAddresses.deadLetterQueue("fails"));
    }

    private int run(String... arguments) {
        return run(terminal, arguments);
    }

    private static int run(SpokenTerminal terminal, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--operations");
        all.add("http://127.0.0.1:" + gateway.managementPort());
        return terminal.execute(all.toArray(String[]::new));
    }
}
