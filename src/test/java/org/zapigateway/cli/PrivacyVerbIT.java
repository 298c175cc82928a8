package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.store.DatabaseState;

/** Tells what a running gateway knows of a person, and has it forget that. */
class PrivacyVerbIT {
    private static final String PHONE = "5511988887777";
    private static final String WITHOUT_NINTH_DIGIT = "551188887777";
    private static final String OTHER = "5521977776666";
    private static final String OWN = "5511900000000";

    private static final String QUOTING = "${body}";

    @TempDir
    private static Path folder;

    private static final CapturedLog LOG = new CapturedLog();
    private static RunningGateway gateway;
    private static int sent;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() throws IOException {
        gateway = setup(folder)
                .with("zapi.database.enabled", "true")
                .initializer(context -> LOG.attach())
                .start();
        await().until(gateway.bean(DatabaseState.class)::migrated);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        LOG.detach();
    }

    @Test
    void aPersonIsExportedFromEveryPlaceAndErasedFromAllOfThem() throws Exception {
        known(PHONE);
        known(OTHER);

        assertThat(run("privacy", "export", "--phone", "+55 11 8888-7777")).isZero();
        List<JsonNode> records = records(terminal);
        assertThat(places(records))
                .contains(
                        "deadletters/fails",
                        "zapi.unrouted",
                        "zapi.rejected",
                        "whatsapp_event",
                        "whatsapp_message",
                        "whatsapp_contact");
        assertThat(terminal.out()).contains(PHONE).doesNotContain(OTHER);
        assertThat(terminal.err())
                .contains("-- " + records.size() + " records of " + WITHOUT_NINTH_DIGIT + ", " + PHONE);
        assertThat(records)
                .filteredOn(line -> line.path("place").asText().equals("whatsapp_event"))
                .singleElement()
                .extracting(line -> line.at("/record/event/data/chat/phone").asText())
                .isEqualTo(PHONE);

        assertThat(erase("--phone", PHONE, "--dry-run").outLines())
                .anyMatch(line -> line.matches(" +whatsapp_event +1 found"));
        assertThat(erase("--phone", PHONE, "--reason", "request 4711").err())
                .contains(records.size() + " of " + WITHOUT_NINTH_DIGIT);
        assertThat(exported("--phone", PHONE)).isEqualTo(records);

        assertThat(erase("--phone", PHONE, "--reason", "request 4711", "--yes").outLines())
                .anyMatch(line -> line.matches(" +deadletters/fails +1 found +1 erased"))
                .anyMatch(line -> line.matches(" +zapi.unrouted +1 found +1 erased"))
                .anyMatch(line -> line.matches(" +zapi.rejected +1 found +1 erased"))
                .anyMatch(line -> line.matches(" +whatsapp_event +1 found +1 erased"));

        assertThat(exported("--phone", PHONE)).isEmpty();
        assertThat(exported("--phone", OTHER)).hasSameSizeAs(records);
        assertThat(erase("--phone", PHONE, "--reason", "again", "--yes").outLines())
                .anyMatch(line -> line.matches(" +whatsapp_event +0 found"));
        assertThat(LOG.lines())
                .anyMatch(line -> line.contains("what is known of a person was shown to 127.0.0.1"))
                .anyMatch(line -> line.contains("privacy: erase of a person: {")
                        && line.contains("deadletters/fails=1")
                        && line.contains("whatsapp_event=1")
                        && line.contains("request 4711"))
                .noneMatch(line -> line.contains(PHONE) || line.contains(WITHOUT_NINTH_DIGIT));
    }

    @Test
    void anExportThatCannotBeWrittenIsNoSuccess() throws Exception {
        String phone = "5571922221111";
        known(phone);
        SpokenTerminal full = SpokenTerminal.withRoomFor(10);

        assertThat(run(gateway, full, "privacy", "export", "--phone", phone)).isEqualTo(1);
        assertThat(full.out()).hasSize(10);
        assertThat(full.err())
                .contains("the export broke off and is not complete", "is the disk full")
                .doesNotContain("-- ");
    }

    @Test
    void aPersonIsOneUnderNumberAndLidThatAreKnownToBelongTogether() throws Exception {
        String lid = "123456789012345@lid";
        String phone = "5531966665555";
        known(lid);
        known(phone);
        assertThat(exported("--lid", lid)).isNotEmpty().doesNotContainAnyElementsOf(exported("--phone", phone));

        // An event that bears both.
        long dead = gateway.depth(InboxAddresses.deadLetterQueue("fails"));
        post(Payloads.text("I", "M" + ++sent)
                .replace("\"phone\":\"" + PHONE, "\"chatLid\":\"" + lid + "\",\"phone\":\"" + phone));
        await().until(() -> jdbc().queryForList("SELECT phone FROM whatsapp_contact WHERE lid = ?", String.class, lid)
                        .contains(phone)
                && gateway.depth(InboxAddresses.deadLetterQueue("fails")) == dead + 1);

        assertThat(exported("--lid", "123456789012345"))
                .containsAll(exported("--phone", phone))
                .anyMatch(line -> line.toString().contains("\"" + phone))
                .anyMatch(line -> line.toString().contains(lid));
        erase("--phone", "553166665555", "--reason", "request 4712", "--yes");
        assertThat(exported("--lid", lid, "--phone", phone)).isEmpty();
    }

    @Test
    void anEventThatLiesInAFileOfItsOwnIsErasedToo() throws Exception {
        String phone = "5561933332222";
        long dead = gateway.depth(InboxAddresses.deadLetterQueue("fails"));
        post(Payloads.text("I", "M" + ++sent, "x".repeat(700_000)).replace(PHONE, phone));
        await().until(() -> gateway.depth(InboxAddresses.deadLetterQueue("fails")) == dead + 1);

        assertThat(erase("--phone", phone, "--reason", "request", "--yes").outLines())
                .anyMatch(line -> line.matches(" +deadletters/fails +1 found +1 erased"));
        assertThat(gateway.depth(InboxAddresses.deadLetterQueue("fails"))).isEqualTo(dead);
    }

    @Test
    void whatWaitsIsToldOfAndNotErased() throws Exception {
        String phone = "5541955554444";
        long rows = rows();
        post(Payloads.status("I", "M" + ++sent).replace(PHONE, phone));
        await().until(() -> rows() == rows + 1);

        assertThat(erase("--phone", phone, "--reason", "request", "--yes").outLines())
                .anyMatch(line -> line.matches(" +whatsapp_event +1 found +1 erased"))
                .anyMatch(line -> line.matches(" +subscriptions/away +(1 found|0 found, and 1 being delivered)"))
                .anyMatch(line -> line.startsWith("events wait in subscriptions"));
        assertThat(gateway.depth(InboxAddresses.subscriptionQueue("away"))).isEqualTo(1);
    }

    @Test
    void theNumberOfAnInstanceIsRefused() throws Exception {
        String phone = "5551944443333";
        known(phone);

        assertThat(run("privacy", "erase", "--phone", OWN, "--reason", "request", "--yes"))
                .isEqualTo(1);
        assertThat(terminal.err())
                .contains("this is the number of an instance of yours")
                .doesNotContain(OWN);
        assertThat(exported("--phone", phone)).isNotEmpty();
    }

    @Test
    void itDoesWithoutADatabase() throws Exception {
        try (RunningGateway small = setup(folder.resolve("small")).start()) {
            small.post("/webhooks/zapi", Payloads.text("I", "M1"));
            await().until(() -> small.depth(InboxAddresses.deadLetterQueue("fails")) == 1);

            assertThat(run(small, terminal, "privacy", "export", "--phone", PHONE))
                    .isZero();
            assertThat(places(records(terminal))).containsExactly("deadletters/fails");
            assertThat(run(small, terminal, "privacy", "erase", "--phone", OWN, "--reason", "request", "--yes"))
                    .isEqualTo(1);
            assertThat(terminal.err()).contains("this is the number of an instance of yours");
            assertThat(small.depth(InboxAddresses.deadLetterQueue("fails"))).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatIsDownIsNotPassedOver() throws Exception {
        try (RunningGateway lame = setup(folder.resolve("lame"))
                .with("zapi.database.enabled", "true")
                // Nobody listens on port 1.
                .with("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none")
                .start()) {
            assertThat(run(lame, terminal, "privacy", "export", "--phone", PHONE))
                    .isEqualTo(1);
            assertThat(terminal.err()).contains("the database does not answer, so nothing was looked for");
        }
    }

    @Test
    void whoIsMeantAndWhyMustBeSaid() throws Exception {
        assertThat(run("privacy")).isEqualTo(2);
        assertThat(run("privacy", "export")).isEqualTo(2);
        assertThat(run("privacy", "erase", "--phone", PHONE)).isEqualTo(2);
        assertThat(terminal.err()).contains("say export or erase", "--phone", "say why by --reason");
        assertThat(run("privacy", "export", "--phone", "911")).isEqualTo(1);
        assertThat(terminal.err()).contains("a phone number has 8 to 15 digits, with country code");
        assertThat(status("application/json", "{\"phones\":[\"" + PHONE + "\"]}"))
                .isEqualTo(400);
        assertThat(status("text/plain", "{\"phones\":[\"" + PHONE + "\"]}")).isEqualTo(415);
    }

    /** Messages fail, statuses find their target away, and presence has no taker. */
    private static RunningGateway.Setup setup(Path place) throws IOException {
        copyShipped(place, "store-in-database.camel.yaml", "sql");
        String messages = "message.received,message.sent";
        return RunningGateway.in(place)
                // In the place of the fixture's own, which wants everything.
                .routeFile(
                        "all-to-queue",
                        RunningGateway.failing("fails", messages, "java.lang.IllegalStateException", QUOTING))
                .routeFile(
                        "away", RunningGateway.failing("away", "message.status", "java.net.ConnectException", QUOTING));
    }

    /** Somebody of whom something lies in four places. */
    private static void known(String address) throws Exception {
        long rows = rows();
        long dead = gateway.depth(InboxAddresses.deadLetterQueue("fails"));
        post(Payloads.text("I", "M" + ++sent).replace(PHONE, address));
        post("{\"type\":\"PresenceChatCallback\",\"phone\":\"" + address
                + "\",\"status\":\"COMPOSING\",\"instanceId\":\"I\"}");
        gateway.post("/webhooks/zapi", "{\"phone\":\"" + address + "\"");
        await().until(() -> rows() == rows + 1 && gateway.depth(InboxAddresses.deadLetterQueue("fails")) == dead + 1);
    }

    private static int status(String contentType, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = RawHttp.connect(gateway.managementPort())) {
            return http.send(
                            "POST /actuator/privacy/erase HTTP/1.1",
                            "host: localhost",
                            "content-type: " + contentType,
                            "content-length: " + bytes.length,
                            "")
                    .send(bytes)
                    .answer()
                    .status();
        }
    }

    private static void post(String body) {
        assertThat(gateway.post("/webhooks/zapi", body).statusCode()).isEqualTo(200);
    }

    private static long rows() {
        return jdbc().queryForObject("SELECT count(*) FROM whatsapp_event", Long.class);
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(gateway.bean(DataSource.class));
    }

    private static List<JsonNode> exported(String... person) throws IOException {
        SpokenTerminal exported = new SpokenTerminal();
        assertThat(run(
                        gateway,
                        exported,
                        Stream.concat(Stream.of("privacy", "export"), Stream.of(person))
                                .toArray(String[]::new)))
                .isZero();
        return records(exported);
    }

    private static List<JsonNode> records(SpokenTerminal exported) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : exported.outLines()) {
            records.add(new JsonMapper().readTree(line));
        }
        return records;
    }

    private static List<String> places(List<JsonNode> records) {
        return records.stream().map(line -> line.path("place").asText()).toList();
    }

    private SpokenTerminal erase(String... arguments) {
        SpokenTerminal erased = new SpokenTerminal();
        run(
                gateway,
                erased,
                Stream.concat(Stream.of("privacy", "erase"), Stream.of(arguments))
                        .toArray(String[]::new));
        return erased;
    }

    private int run(String... arguments) {
        return run(gateway, terminal, arguments);
    }

    private static int run(RunningGateway asked, SpokenTerminal spoken, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (all.size() > 1) {
            all.add("--operations");
            all.add("http://127.0.0.1:" + asked.managementPort());
        }
        return spoken.execute(all.toArray(String[]::new));
    }

    private static void copyShipped(Path place, String... names) throws IOException {
        Path source = Path.of("routes");
        for (String name : names) {
            try (Stream<Path> files = Files.walk(source.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = place.resolve("routes").resolve(source.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
