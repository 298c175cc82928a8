package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;

/** Clicks through the console in Chromium. Pictures of it are left in {@code target/console}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsolePageIT {
    private static final Path PICTURES = Path.of("target/console");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static ChromeDriver browser;
    private static int sent;

    @BeforeAll
    static void start() throws Exception {
        Optional<File> chromium = onPath("chromium");
        Optional<File> driver = onPath("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no Chromium here, so nobody clicks through the console; apt-get install chromium chromium-driver");
        gateway = ConsoleHouse.start(folder);
        gateway.database();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(chromium.get())
                .addArguments(
                        "--headless=new",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-sandbox",
                        "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get())
                        .build(),
                options);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @BeforeEach
    void open() {
        show(1280, 900, "light");
        visit("/console");
    }

    /** Anew, also when only the fragment is another one. */
    private static void visit(String path) {
        browser.get("about:blank");
        browser.get("http://127.0.0.1:" + gateway.managementPort() + path);
        awaitText("#connection", "live");
    }

    @AfterEach
    void theBrowserHadNothingToComplainOf() {
        // Pages that were left a moment ago may still have their places; then this one asks again.
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> !entry.getMessage().contains("/console/stream"))
                .isEmpty();
    }

    @Test
    void anEventIsSeenAsItComesAndItsStoryIsToldByAClick() throws Exception {
        String id = post(Payloads.text(ConsoleHouse.INSTANCE, "CLICKED", "<img src=x onerror=alert(1)>"));
        String link = "#tail-table a[title='The story of event " + id + "']";
        await().untilAsserted(() -> assertThat(texts("#tail-table tbody tr"))
                .anySatisfy(row -> assertThat(row).contains("delivered", "message.received", "sales", "all-to-queue@"))
                .anySatisfy(row -> assertThat(row).contains("dead", "fails@", "IllegalStateException")));
        await().until(() -> deliveredAsDead(id));

        first(link).click();

        await().untilAsserted(() -> assertThat(first("#story").getText())
                .contains(id, "right; nothing else is stored", "message.received, text", "Unknown fields\nnone")
                .contains("fails@", "IllegalStateException: no customer <b>of this name</b>")
                .doesNotContain("onerror"));
        assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo("story");
        first("#story summary").click();
        assertThat(texts("#story .steps li").get(0)).contains("accepted");

        first("#story button").click();
        awaitText("#payload-text", "<img src=x onerror=alert(1)>");
        first("#payload button").click();
        assertThat(first("#payload").isDisplayed()).isFalse();
        assertThat(first("#payload-text").getAttribute("textContent")).isEmpty();
        assertThat(browser.findElements(By.cssSelector("main img, main b, dialog img")))
                .isEmpty();
    }

    @Test
    void anIdThatNobodyKnowsIsSaidToBeUnknown() {
        first("#find-form input").sendKeys("nobody's <id>", Keys.ENTER);

        awaitText("#story", "Nothing is known of this id.");
        awaitText("#story", "The gateway remembers what happened since");
    }

    @Test
    void deadLettersAreListedReplayedAndDiscarded() throws Exception {
        String dead = InboxAddresses.deadLetterQueue("fails");
        String id = post(Payloads.text(ConsoleHouse.INSTANCE, "DEAD" + ++sent));
        await().until(() -> deliveredAsDead(id));
        long count = gateway.depth(dead);

        first("[aria-label='List fails']").click();
        await().untilAsserted(() -> assertThat(first("#letters").getText()).contains("fails: " + count, "no customer"));
        assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo("letters");

        first("[aria-label='Replay " + id + "']").click();
        first("#question [type=submit]").click();
        awaitText("#announcement", "1 replayed.");
        await().until(() -> gateway.depth(dead) == count);

        // The list may be drawn anew at any moment until the event is in it.
        await().ignoreExceptions().untilAsserted(() -> {
            button("#letters", "Look again").click();
            assertThat(browser.findElements(By.cssSelector("[aria-label='Discard " + id + "']")))
                    .isNotEmpty();
        });
        await().ignoreExceptions()
                .untilAsserted(() -> browser.findElement(By.cssSelector("[aria-label='Discard " + id + "']"))
                        .click());
        first("#question [type=submit]").click();
        assertThat(first("#question").isDisplayed())
                .as("a discard without a reason")
                .isTrue();
        first("#question [name=reason]").sendKeys("test", Keys.ENTER);
        awaitText("#announcement", "1 discarded.");
        assertThat(gateway.depth(dead)).isEqualTo(count - 1);

        button("#letters", "Discard all").click();
        first("#question [name=reason]").sendKeys(Keys.ESCAPE);
        assertThat(gateway.depth(dead)).isEqualTo(count - 1);
    }

    @Test
    void whatNobodyWantedIsGivenToASubscription() throws Exception {
        String id = post("{\"type\":\"PresenceChatCallback\",\"phone\":\"5511988887777\",\"status\":\"AVAILABLE\","
                + "\"instanceId\":\"3C01\"}");
        first("[aria-label='List zapi.unrouted']").click();
        first("[aria-label='Replay " + id + "']").click();
        awaitText("#question-text", "the subscription of your choice");
        first("#question [name=to] option[value=all-to-queue]").click();
        first("#question [type=submit]").click();

        awaitText("#announcement", "1 replayed.");
        await().untilAsserted(() ->
                assertThat(gateway.property(RunningGateway.QUEUE, "eventId")).contains(id));
        assertThat(gateway.depth(InboxAddresses.UNROUTED)).isZero();
    }

    @Test
    void aRejectedBodyIsShownAsTextAndTheLogTellsToWhom() throws Exception {
        String body = "<img src=x onerror=alert(1)> is no JSON";
        ConsoleHouse.post(gateway, body);
        first("[aria-label='List zapi.rejected']").click();
        CapturedLog log = new CapturedLog();
        log.attach();
        try {
            first("#letters [aria-label^='Payload ']").click();
            awaitText("#payload-text", body);
        } finally {
            log.detach();
        }
        String id = first("#payload-title").getText().replace("Payload of ", "");
        assertThat(log.lines())
                .filteredOn(line -> line.contains("the payload of event " + id + " was shown to 127.0.0.1"))
                .hasSize(1)
                .noneMatch(line -> line.contains("no JSON"));
        assertThat(browser.findElements(By.cssSelector("main img, dialog img"))).isEmpty();

        first("#payload button").click();
        first("[aria-label='Discard " + id + "']").click();
        first("#question [name=reason]").sendKeys("test", Keys.ENTER);
        awaitText("#announcement", "1 discarded.");
        assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
    }

    @Test
    void fromAnotherMachineWhoHasLoggedInChangesSomethingToo() throws Exception {
        String id = post(Payloads.text(ConsoleHouse.INSTANCE, "AFAR" + ++sent));
        await().until(() -> deliveredAsDead(id));
        String login = Base64.getEncoder()
                .encodeToString((ConsoleHouse.USER + ":" + ConsoleHouse.PASSWORD).getBytes(StandardCharsets.UTF_8));
        sendAlong(Map.of("X-Forwarded-For", "10.0.0.7", "Authorization", "Basic " + login));
        try {
            visit("/console");
            first("[aria-label='List fails']").click();
            first("[aria-label='Discard " + id + "']").click();
            first("#question [name=reason]").sendKeys("test", Keys.ENTER);
            awaitText("#announcement", "1 discarded.");
        } finally {
            sendAlong(Map.of());
        }
    }

    @Test
    void theTailIsNarrowedAndPaused() throws Exception {
        post(Payloads.text(ConsoleHouse.INSTANCE, "ONE" + ++sent));
        await().until(() -> browser.findElements(By.cssSelector("#tail-filter [name=subscription] option")).stream()
                .anyMatch(option -> option.getAttribute("value").equals("fails")));
        first("#tail-filter [name=subscription] option[value=fails]").click();
        awaitText("#connection", "live");

        await().untilAsserted(() -> {
            post(Payloads.text(ConsoleHouse.INSTANCE, "TWO" + ++sent));
            assertThat(texts("#tail-table tbody tr")).isNotEmpty();
        });
        assertThat(texts("#tail-table tbody tr"))
                .allSatisfy(row -> assertThat(row).contains("fails@"));

        first("#tail-pause").click();
        assertThat(first("#tail-pause").getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(first("#tail-pause").getText()).isEqualTo("Go on");
    }

    @Test
    void subscriptionsRouteFilesAndInstancesAreShown() {
        await().untilAsserted(() -> {
            assertThat(texts("#subscriptions-table tbody tr"))
                    .anySatisfy(row -> assertThat(row).contains("fails", "running"));
            assertThat(texts("#routes-table tbody tr"))
                    .anySatisfy(row -> assertThat(row).contains("fails.camel.yaml", "loaded"));
            assertThat(texts("#instances-table tbody tr"))
                    .anySatisfy(row -> assertThat(row).contains("sales (3C01)", "yes"));
            assertThat(texts("#health li")).contains("inbox up", "routes up");
        });
    }

    @Test
    void whoUsesTheKeyboardOrAScreenReaderFindsTheWay() throws Exception {
        post(Payloads.text(ConsoleHouse.INSTANCE, "READ" + ++sent));
        await().until(() -> !texts("#counts-table tbody tr").isEmpty());

        browser.findElement(By.tagName("body")).sendKeys(Keys.TAB);
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Skip to the content");
        // The page draws its lists anew as events come in.
        await().ignoreException(StaleElementReferenceException.class).untilAsserted(() -> assertThat(
                        browser.findElements(By.cssSelector("button, input, select, a, svg, section")))
                .filteredOn(WebElement::isDisplayed)
                .isNotEmpty()
                .allSatisfy(control -> assertThat(control.getAccessibleName())
                        .as(control.getAttribute("outerHTML"))
                        .isNotBlank()));
        await().ignoreException(StaleElementReferenceException.class).untilAsserted(() -> assertThat(
                        browser.findElements(By.cssSelector("table")))
                .allSatisfy(table -> {
                    assertThat(table.findElements(By.cssSelector("caption"))).hasSize(1);
                    assertThat(table.findElements(By.cssSelector("th")))
                            .allSatisfy(head ->
                                    assertThat(head.getAttribute("scope")).isEqualTo("col"));
                }));
        assertThat(browser.findElements(By.cssSelector("main, header, nav"))).hasSize(3);
    }

    @Test
    void itFitsOnEveryScreen() throws Exception {
        String id = post(Payloads.text(ConsoleHouse.INSTANCE, "SEEN" + ++sent));
        await().until(() -> deliveredAsDead(id));
        visit("/console#event=" + id);
        awaitText("#story", id);
        await().until(() -> !texts("#counts-table tbody tr").isEmpty());
        first("[aria-label='List fails']").click();
        await().until(() -> !texts("#letters [role=row]").isEmpty());

        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                show(width, 844, scheme);
                picture(width + "-" + scheme);
                assertThat((long) browser.executeScript("return document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    /** As a whole, however long it is. */
    private static void picture(String name) throws Exception {
        browser.executeScript("window.scrollTo(0, 0)");
        Map<String, Object> shot = browser.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png((String) shot.get("data")));
    }

    private static void show(int width, int height, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** With each request, as a proxy and a login do. */
    private static void sendAlong(Map<String, Object> headers) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    private static boolean deliveredAsDead(String id) throws Exception {
        String url = "/console/events?id=" + id;
        return RunningGateway.get(gateway.managementPort(), url).body().contains("\"state\":\"dead\"");
    }

    private static String post(String body) throws Exception {
        return new JsonMapper()
                .readTree(ConsoleHouse.post(gateway, body))
                .at("/events/0")
                .asText();
    }

    private static WebElement first(String selector) {
        return await().ignoreExceptions()
                .until(() -> browser.findElement(By.cssSelector(selector)), element -> element != null);
    }

    private static WebElement button(String place, String label) {
        return browser.findElements(By.cssSelector(place + " button")).stream()
                .filter(button -> button.getText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitText(String selector, String text) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(
                        browser.findElement(By.cssSelector(selector)).getText())
                .contains(text));
    }

    private static List<String> texts(String selector) {
        try {
            return browser.findElements(By.cssSelector(selector)).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException drawnAnew) {
            return List.of();
        }
    }

    private static Optional<File> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst();
    }
}
