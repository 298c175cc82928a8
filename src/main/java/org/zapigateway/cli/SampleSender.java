package org.zapigateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Posts as Z-API does (FACTS T1 to T6): one sender asks for HTTP/2 on each plain connection and one does not, each
 * request has another browser's name, and all have an origin. The payloads of one chat wait for each other, so that
 * they arrive in order. For one thread.
 */
final class SampleSender implements AutoCloseable {
    private static final int IN_FLIGHT = 64;
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BROWSER =
            "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%s.0.0.0 Safari/537.36";
    private static final List<String> SYSTEMS =
            List.of("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 13_2_1", "X11; Linux x86_64");

    private final URI url;
    private final String token;
    private final Answers answers;
    private final HttpClient statusSender = client(Version.HTTP_1_1);
    private final HttpClient otherSender = client(Version.HTTP_2);
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Map<String, CompletableFuture<Void>> lastOfChat = new ConcurrentHashMap<>();
    // Only which browser is named; never worth reproducing.
    private final Random random = new Random();

    /**
     * @param token may be {@code null}
     * @param answers is told each answer
     */
    SampleSender(URI url, String token, Answers answers) {
        this.url = url;
        this.token = token;
        this.answers = answers;
    }

    /** Posts, as soon as few enough requests are under way. The future ends, and ends well, when there is an answer or none. */
    CompletableFuture<Void> send(Posting posting) {
        inFlight.acquireUninterruptibly();
        return lastOfChat.compute(posting.sample().chat(), (chat, last) -> {
            CompletableFuture<Void> before = last == null ? CompletableFuture.completedFuture(null) : last;
            return before.thenCompose(done -> post(posting));
        });
    }

    /** Waits for the answers that are not there yet. */
    @Override
    public void close() {
        inFlight.acquireUninterruptibly(IN_FLIGHT);
    }

    /** The address as it may be shown: what stands behind its {@code ?} may be a key. */
    static String withoutSecrets(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getPath();
    }

    private CompletableFuture<Void> post(Posting posting) {
        long begun = System.nanoTime();
        return answer(posting).handle((answer, failure) -> {
            if (failure == null) {
                answers.answered(posting, answer.statusCode(), eventIds(answer.body()), System.nanoTime() - begun);
            } else {
                answers.failed(posting, failure instanceof CompletionException ? failure.getCause() : failure);
            }
            inFlight.release();
            return null;
        });
    }

    /** What cannot even be sent fails like what is not answered, or {@link #close()} would wait for it for ever. */
    private CompletableFuture<HttpResponse<String>> answer(Posting posting) {
        HttpClient client = posting.sample().isFromStatusSender() ? statusSender : otherSender;
        try {
            return client.sendAsync(request(posting), BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(Posting posting) {
        String browser = BROWSER.formatted(SYSTEMS.get(random.nextInt(SYSTEMS.size())), 100 + random.nextInt(40));
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(ANSWERED_WITHIN)
                .header("content-type", "application/json")
                .header("origin", "https://api.z-api.io")
                .header("server", "Z-API")
                .header("user-agent", browser)
                .POST(BodyPublishers.ofString(posting.sample().payload().toString()));
        return (token == null ? request : request.header("z-api-token", token)).build();
    }

    /** Empty when this is no answer of a gateway. */
    private static List<String> eventIds(String answer) {
        try {
            List<String> ids = new ArrayList<>();
            JSON.readTree(answer).path("events").forEach(id -> ids.add(id.asText()));
            return ids;
        } catch (JsonProcessingException notJson) {
            return List.of();
        }
    }

    private static HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(CONNECTED_WITHIN)
                .build();
    }
}
