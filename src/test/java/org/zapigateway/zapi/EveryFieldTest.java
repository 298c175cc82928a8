package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventJson;

/**
 * Each field of each fixture says something in its event: when it changes, what the event tells beside its original
 * changes. Those few that do not are left to the original on purpose.
 */
class EveryFieldTest {
    private static final Set<String> LEFT_TO_THE_ORIGINAL = Set.of(
            // RECEIVED even for what the instance sent itself; the statuses tell.
            "ReceivedCallback status",
            // Signed URLs that end by WhatsApp's own clock.
            "ReceivedCallback photo",
            "ReceivedCallback senderPhoto",
            // The chat once more.
            "ReceivedCallback reaction.referencedMessage.phone",
            "ReceivedCallback pinMessage.referencedMessage.phone",
            "ReceivedCallback eventResponse.referencedMessage.phone",
            // The place in the array.
            "ReceivedCallback hydratedTemplate.hydratedButtons[].index",
            "ReceivedCallback carouselMessage.cards[].hydratedButtons[].index",
            // Always 1.
            "ReceivedCallback buttonsMessage.buttons[].type",
            // How JavaScript holds a number.
            "ReceivedCallback liveLocation.sequence.unsigned",
            // How WhatsApp shows an advertisement.
            "ReceivedCallback externalAdReply.renderLargerThumbnail",
            "ReceivedCallback externalAdReply.showAdAttribution",
            // The amount and the currency once more.
            "ReceivedCallback requestPayment.paymentInfo.value",
            "ReceivedCallback requestPayment.paymentInfo.currencyCode");

    private final Map<String, Boolean> told = new TreeMap<>();

    @Test
    void everyFieldIsToldOrLeftToTheOriginalOnPurpose() throws Exception {
        for (String name : Fixtures.names()) {
            ObjectNode payload = Fixtures.copy(name);
            List<CanonicalEvent> events = Fixtures.translate(payload.toString());
            // What is not known is named, not told.
            if (events.get(0).data().unmappedFields().isEmpty()) {
                changeEach(payload, payload, payload.path("type").asText() + " ", tellings(payload));
            }
        }
        Set<String> untold = new TreeSet<>(told.keySet());
        untold.removeIf(told::get);

        assertThat(told).hasSizeGreaterThan(250);
        assertThat(untold).isEqualTo(new TreeSet<>(LEFT_TO_THE_ORIGINAL));
    }

    private void changeEach(ObjectNode payload, JsonNode at, String path, String before) throws Exception {
        if (at instanceof ObjectNode object) {
            for (String name : names(object)) {
                JsonNode value = object.get(name);
                changeEach(payload, value, path + name + (value.isObject() ? "." : ""), before);
                if (value.isValueNode() && !value.isNull()) {
                    object.set(name, changed(value));
                    note(path + name, payload, before);
                    object.set(name, value);
                }
            }
        }
        if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.get(i);
                changeEach(payload, item, path + "[].", before);
                if (item.isValueNode()) {
                    array.set(i, changed(item));
                    note(path + "[]", payload, before);
                    array.set(i, item);
                }
            }
        }
    }

    private void note(String path, ObjectNode payload, String before) throws Exception {
        told.merge(path, !tellings(payload).equals(before), Boolean::logicalOr);
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode changed(JsonNode value) {
        if (value.isBoolean()) {
            return BooleanNode.valueOf(!value.booleanValue());
        }
        if (value.isIntegralNumber()) {
            return LongNode.valueOf(value.longValue() + 1);
        }
        return value.isNumber()
                ? DecimalNode.valueOf(value.decimalValue().add(BigDecimal.ONE))
                : TextNode.valueOf(value.asText() + "7");
    }

    /** What the events of a payload tell, without their ids and originals. */
    private static String tellings(ObjectNode payload) throws Exception {
        List<JsonNode> tellings = new ArrayList<>();
        for (CanonicalEvent event : Fixtures.translate(Fixtures.compact(payload))) {
            ObjectNode json = (ObjectNode) Fixtures.JSON.readTree(EventJson.write(event));
            json.remove("id");
            ((ObjectNode) json.path("data")).remove("original");
            tellings.add(json);
        }
        return tellings.toString();
    }
}
