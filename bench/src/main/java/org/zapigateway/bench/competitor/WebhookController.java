package org.zapigateway.bench.competitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The webhook as a good engineer writes it in an afternoon: check the token, parse, send durably, answer 200 only after
 * the broker has synced the message to its journal.
 */
@RestController
@Profile({"handwritten", "textbook"})
class WebhookController {

    private final JmsTemplate jms;
    private final ObjectMapper json;
    private final Queue queue;
    private final byte[] token;

    WebhookController(
            JmsTemplate jms, ObjectMapper json, Queue queue, @Value("${zapi.instances[0].token}") String token) {
        this.jms = jms;
        this.json = json;
        this.queue = queue;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @PostMapping("/webhooks/zapi")
    ResponseEntity<Accepted> receive(
            @RequestHeader(name = "z-api-token", defaultValue = "") String given, @RequestBody byte[] body)
            throws IOException {
        if (!MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
            return ResponseEntity.status(401).build();
        }
        JsonNode event = json.readTree(body);
        String messageId = event.path("messageId").asText();
        jms.send(queue, session -> message(session, body, messageId, event));
        return ResponseEntity.ok(Accepted.of(messageId));
    }

    private static Message message(Session session, byte[] body, String messageId, JsonNode event) throws JMSException {
        Message message = session.createTextMessage(new String(body, StandardCharsets.UTF_8));
        message.setStringProperty("_AMQ_DUPL_ID", messageId);
        message.setStringProperty("eventType", event.path("type").asText());
        return message;
    }
}
