package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zapigateway.event.EventJson;

class CommerceReaderTest {
    @ParameterizedTest
    @CsvSource({
        "605, 605",
        "605.50, 605.50",
        "0, 0",
        "-10.00, -10.00",
        "12345678901234567890.123456789, 12345678901234567890.123456789",
        "'\"1000\"', 1000",
        "'\"19.90\"', 19.90"
    })
    void anAmountKeepsItsDigits(String sent, String shown) {
        assertThat(orderWithTotal(sent)).contains("\"total\":" + shown + ",");
    }

    @ParameterizedTest
    @CsvSource({"'\"R$ 10\"'", "true", "'[1]'", "null"})
    void whatIsNoAmountIsAbsent(String sent) {
        assertThat(orderWithTotal(sent)).doesNotContain("\"total\"").contains("\"orderId\"");
    }

    @Test
    void anIdBeyondSixtyFourBitsStaysTextEvenWhenSentAsANumber() {
        String order = order("{\"orderId\":99999999999999999999999}");

        assertThat(order).contains("\"orderId\":\"99999999999999999999999\"");
    }

    private static String orderWithTotal(String total) {
        return order("{\"orderId\":\"7\",\"total\":" + total + "}");
    }

    private static String order(String order) {
        ObjectNode payload = Fixtures.copy("message-received/order");
        payload.remove("order");
        String text = payload.toString();
        String json = text.substring(0, text.length() - 1) + ",\"order\":" + order + "}";
        var events = Fixtures.translator(false).translate(Fixtures.payload(json), Fixtures.ARRIVED_AT);
        // Without the original, which an event bears that has no place for a field of it.
        return EventJson.write(events.get(0)).split(",\"original\":")[0];
    }
}
