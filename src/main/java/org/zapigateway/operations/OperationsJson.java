package org.zapigateway.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** JSON that the operations port reads and writes by itself. */
final class OperationsJson {
    private static final int LONGEST_REQUEST = 64 * 1024;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private OperationsJson() {}

    /**
     * Reads a request. A name that is not known is refused: what it was meant to say would be without effect.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static <T> T read(InputStream in, Class<T> type) throws IOException {
        byte[] body = in.readNBytes(LONGEST_REQUEST);
        try {
            T value = MAPPER.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(said(e), e);
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    /** An answer with what was asked for. */
    static ServerResponse answer(Object body) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    /** An answer that says what is wrong. */
    static ServerResponse problem(HttpStatus status, String detail) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** The same before anything else has looked at the request. */
    static void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(line(new Problem(status.getReasonPhrase(), status.value(), detail))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a request says that it bears JSON. A form of a web page can send anything else without being asked. */
    static boolean isJson(ServerRequest request) {
        return request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::includes)
                .isPresent();
    }

    /** JSON that the gateway wrote itself. */
    static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("what was stored is no JSON", e);
        }
    }

    /** A value on a line of its own. */
    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a line could not be written to memory", e);
        }
    }

    private static String said(JsonProcessingException e) {
        return e.getCause() instanceof IllegalArgumentException ours ? ours.getMessage() : e.getOriginalMessage();
    }

    private record Problem(String title, int status, String detail) {}
}
