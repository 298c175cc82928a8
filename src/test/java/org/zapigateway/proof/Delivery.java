package org.zapigateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zapigateway.proof.Payloads.Payload;

/**
 * One request of Z-API.
 *
 * @param body exactly as sent
 * @param events how many events it holds
 */
record Delivery(Map<String, String> headers, byte[] body, String instanceId, int events) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY = "\"body\":";

    /** Posts them one after the other; where the server ends a connection after an answer, on a new one. */
    static void postAll(int port, List<Delivery> deliveries, PostLedger ledger) throws IOException {
        WebhookConnection connection = new WebhookConnection(port);
        try {
            for (Delivery delivery : deliveries) {
                if (connection.isClosing()) {
                    connection.close();
                    connection = new WebhookConnection(port);
                }
                ledger.sending();
                ledger.answered(delivery.payload(), connection.post(delivery.headers, delivery.body));
            }
        } finally {
            connection.close();
        }
    }

    /** A line of the captured trace. */
    static Delivery read(String line) {
        try {
            JsonNode record = JSON.readTree(line);
            Map<String, String> headers = new LinkedHashMap<>();
            record.path("headers")
                    .fields()
                    .forEachRemaining(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            // Cut and not parsed, so that it stays as it was sent; it is the last field of the line.
            String body = line.substring(line.indexOf(BODY) + BODY.length(), line.lastIndexOf('}'));
            return new Delivery(
                    headers,
                    body.getBytes(StandardCharsets.UTF_8),
                    record.path("body").path("instanceId").asText(),
                    Math.max(1, record.path("body").path("ids").size()));
        } catch (IOException e) {
            throw new IllegalArgumentException("a line of the trace is no JSON", e);
        }
    }

    /** As Z-API's sender of messages and presences does, which offers HTTP/2 each time. */
    static Delivery upgrading(Payload payload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("connection", "Upgrade, HTTP2-Settings");
        headers.put("http2-settings", "AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA");
        headers.put("upgrade", "h2c");
        headers.putAll(WebhookConnection.headers(GatewayProcess.TOKEN, payload.bytes()));
        return new Delivery(
                headers,
                payload.bytes(),
                GatewayProcess.INSTANCE,
                payload.messageIds().size());
    }

    private Payload payload() {
        return new Payload("", 0, false, Collections.nCopies(events, "as captured"));
    }
}
