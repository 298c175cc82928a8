package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Z-API's management API of one instance, as far as it concerns webhooks (FACTS section 5). Each call is bounded in time
 * and follows no redirect, because the instance's token stands in its URL. Used by one thread.
 */
public final class ManagementApi {
    /** Where Z-API answers. */
    public static final URI ZAPI = URI.create("https://api.z-api.io");

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTS_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String instance;
    private final String clientToken;
    private final Duration patience;

    /**
     * The API of an instance; nothing is called yet.
     *
     * @param api where Z-API answers, without a path
     * @param token the instance's token
     * @param clientToken the account's token, which Z-API demands when the account has one; blank or {@code null}: none
     * @param patience how long to wait for an answer
     */
    public ManagementApi(URI api, String instanceId, String token, String clientToken, Duration patience) {
        this.instance = api + "/instances/" + encoded(instanceId) + "/token/" + encoded(token) + "/";
        this.clientToken = clientToken;
        this.patience = patience;
    }

    /** What is registered now: {@code GET /me}. */
    public RegisteredWebhooks webhooks() throws ManagementException {
        return RegisteredWebhooks.of(answer("GET", "me", null));
    }

    /**
     * Sets the URL of all webhooks at once.
     *
     * @param sentByMe whether messages that were sent by the instance itself are to be posted too; {@code null}: as it is
     */
    void registerAll(String url, Boolean sentByMe) throws ManagementException {
        ObjectNode body = value(url);
        if (sentByMe != null) {
            body.put("notifySentByMe", sentByMe);
        }
        change("update-every-webhooks", body);
    }

    /** Sets the URL of one webhook. */
    void register(WebhookKind kind, String url) throws ManagementException {
        change(kind.call(), value(url));
    }

    /** Says whether messages that were sent by the instance itself are posted too. */
    void notifySentByMe(boolean sentByMe) throws ManagementException {
        change("update-notify-sent-by-me", JsonNodeFactory.instance.objectNode().put("notifySentByMe", sentByMe));
    }

    private static ObjectNode value(String url) {
        return JsonNodeFactory.instance.objectNode().put("value", url);
    }

    private void change(String call, ObjectNode body) throws ManagementException {
        JsonNode answer = answer("PUT", call, body);
        if (!answer.path("value").asBoolean()) {
            throw new ManagementException("PUT " + call
                    + ": Z-API answered 200, but not that it was done; look at what is " + "registered in its panel");
        }
    }

    private JsonNode answer(String method, String call, ObjectNode body) throws ManagementException {
        String what = method + " " + call;
        Answer answer = send(what, request(method, call, body));
        if (answer.status != 200) {
            throw new ManagementException(what + ": " + Refusal.explain(answer.status, answer.text()));
        }
        try {
            return JSON.readTree(answer.body);
        } catch (IOException e) {
            throw new ManagementException(
                    what + ": the answer is no JSON; is there something between here and Z-API that answers for it?");
        }
    }

    private HttpRequest request(String method, String call, ObjectNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(instance + call)).header("Accept", "application/json");
        if (clientToken != null && !clientToken.isBlank()) {
            request.header("Client-Token", clientToken);
        }
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        // Any other content type, also one with a charset, may be answered 415.
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build();
    }

    private Answer send(String what, HttpRequest request) throws ManagementException {
        CompletableFuture<Answer> answer = http.sendAsync(request, BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> new Answer(response.statusCode(), read(response.body())));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ManagementException(what + ": " + unreachable(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ManagementException(what + ": Z-API did not answer within " + patience.toSeconds() + " seconds"
                    + (request.method().equals("GET") ? "" : ", so nobody knows whether it was done") + "; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ManagementException(what + ": interrupted");
        }
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readNBytes(LONGEST_ANSWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By type: the text of such an exception may name the URL, which holds the token. */
    private static String unreachable(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return "no trusted connection to Z-API could be made ("
                        + link.getClass().getSimpleName()
                        + "); does something between here and Z-API open TLS? Its certificate must be known to this Java";
            }
        }
        return "Z-API cannot be reached (" + failure.getClass().getSimpleName()
                + "); look at the network, and whether this machine may call out";
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Answer(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
