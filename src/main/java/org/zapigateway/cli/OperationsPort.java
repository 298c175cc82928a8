package org.zapigateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import picocli.CommandLine.Option;

/**
 * The operations port of a running gateway, which alone can touch its journal. Methods throw
 * {@link VerbFailedException} when no gateway answers, or it refuses.
 */
final class OperationsPort {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    /** Until an answer begins. What is done, or written line by line, may be about many events. */
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(10);

    /** The same of what is only looked at: longer takes none that runs well. */
    Duration shownWithin = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build();

    @Option(
            names = "--operations",
            paramLabel = "URL",
            description = "The operations port of the running gateway. Default: http://127.0.0.1:8081, or what "
                    + "management.server.* says in application.yml or the environment.")
    private String url;

    private boolean isConfigured;

    /** Asks; the answer is JSON. */
    JsonNode get(String path, Map<String, String> parameters) {
        return json(
                send(request(path, parameters).timeout(shownWithin).GET(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Asks for lines of JSON, which arrive as they are read. The caller closes the stream. */
    InputStream lines(String path, Map<String, String> parameters) {
        return send(
                request(path, parameters)
                        .header("accept", "application/x-ndjson")
                        .GET(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Has something done; the answer is JSON. */
    JsonNode post(String path, Map<String, ?> body) {
        return json(send(posting(path, body), HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Has something done that answers by lines of JSON, which arrive as it goes on. The caller closes the stream. */
    InputStream postForLines(String path, Map<String, ?> body) {
        return send(posting(path, body), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** A part of a path, whatever it contains. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder posting(String path, Map<String, ?> body) {
        return request(path, Map.of())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private HttpRequest.Builder request(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + segment(parameter.getValue()))
                .collect(Collectors.joining("&"));
        if (url == null) {
            // Not before something is asked: reading the settings takes a moment.
            url = ConfiguredOperationsPort.url();
            isConfigured = true;
        }
        try {
            return HttpRequest.newBuilder(URI.create(url + "/actuator/" + path + (query.isEmpty() ? "" : "?" + query)))
                    .timeout(ANSWERED_WITHIN);
        } catch (IllegalArgumentException e) {
            throw new VerbFailedException(
                    "--operations '" + url + "' is no address; it looks like http://127.0.0.1:8081", e);
        }
    }

    private InputStream send(HttpRequest.Builder request, HttpResponse.BodyHandler<InputStream> handler) {
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), handler);
            if (answer.statusCode() / 100 != 2) {
                throw refused(answer);
            }
            return answer.body();
        } catch (SSLException e) {
            throw new VerbFailedException(
                    "no TLS with " + url + ": " + e.getMessage() + "; without management.server.ssl say http:// with "
                            + "--operations, and with it https:// and a name that its certificate bears; Java must trust it",
                    e);
        } catch (HttpConnectTimeoutException e) {
            throw nobody(e);
        } catch (HttpTimeoutException e) {
            throw new VerbFailedException(
                    "the gateway at " + url
                            + " takes the question and does not answer: it hangs, or has too much to do;"
                            + " look at its log, its processor and its disk",
                    e);
        } catch (IOException e) {
            throw nobody(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerbFailedException("interrupted before the gateway answered", e);
        }
    }

    private VerbFailedException nobody(IOException e) {
        return new VerbFailedException(
                "no gateway answers at " + url
                        + "; is it running, and is management.server.port this port? One that stands on its command "
                        + "line is named by --operations",
                e);
    }

    private VerbFailedException refused(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            String detail = JSON.readTree(body).path("detail").asText();
            if (!detail.isEmpty()) {
                return new VerbFailedException(detail);
            }
        } catch (JsonProcessingException notJson) {
            // Then it is not our gateway that answers, or not our part of it.
        }
        return new VerbFailedException("the gateway answers " + answer.statusCode() + " to "
                + answer.request().uri() + "; "
                + remedy(answer.statusCode(), answer.request().uri().getHost()));
    }

    private String remedy(int status, String host) {
        return switch (status) {
            case HttpURLConnection.HTTP_BAD_REQUEST ->
                "does its operations port speak TLS (management.server.ssl)? Then say https:// with --operations";
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN -> remedyOfStranger(host);
            default -> "is it a gateway of this version?";
        };
    }

    private String remedyOfStranger(String host) {
        return isConfigured && !LOOPBACK.matcher(host).matches()
                ? "management.server.address is " + host
                        + ", and whoever comes by that is another machine to the gateway, "
                        + "also from its own; verbs do not log in. Set it to 0.0.0.0 and start the gateway again: verbs then "
                        + "come by 127.0.0.1, and others get to see as little as before"
                : "verbs do not log in: run them on its machine with --operations http://localhost:8081, or https:// where "
                        + "it has a certificate, or at the other end of a tunnel; it listens at localhost when "
                        + "management.server.address is 127.0.0.1 or 0.0.0.0";
    }

    private static JsonNode json(InputStream body) {
        try (body) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new VerbFailedException("the gateway's answer broke off or is no JSON; try again", e);
        }
    }
}
