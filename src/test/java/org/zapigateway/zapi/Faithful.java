package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventJson;
import org.zapigateway.event.StorableText;
import org.zapigateway.event.StrictSchemas;

/** What holds for the events of any JSON object whatever. */
final class Faithful {
    private Faithful() {}

    /** Translates a payload and checks that nothing of it is lost and that its events are whole. */
    static List<CanonicalEvent> translation(ZapiPayload payload) throws JsonProcessingException {
        List<CanonicalEvent> events = Fixtures.translator(true).translate(payload, Fixtures.ARRIVED_AT);

        assertThat(events).isNotEmpty();
        assertThat(events).extracting(CanonicalEvent::id).doesNotHaveDuplicates();
        for (CanonicalEvent event : events) {
            assertThat(event.data().original()).isEqualTo(payload.text());
            // The last resort knows no instance: it would hide a defect.
            assertThat(event.data().instanceId()).isEqualTo(payload.instanceId());
            assertThat(EventHeaders.of(event).values()).doesNotContain("");
            assertThat(StrictSchemas.violations(event)).isEmpty();
            assertWhole(Fixtures.JSON.readTree(EventJson.write(event)));
        }
        return events;
    }

    private static void assertWhole(JsonNode event) {
        assertThat(event.path("id").textValue()).matches("[0-9a-f]{32}");
        ((ObjectNode) event.path("data")).remove("original");
        assertThat(event).allMatch(Faithful::saysSomething);
    }

    // An object may be empty: Z-API sent one in which nothing is understood.
    private static boolean saysSomething(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            return !text.isEmpty() && text.equals(StorableText.of(text));
        }
        for (JsonNode child : node) {
            if (!saysSomething(child)) {
                return false;
            }
        }
        return !node.isNull();
    }
}
