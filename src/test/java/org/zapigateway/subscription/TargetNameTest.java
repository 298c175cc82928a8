package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetNameTest {
    @ParameterizedTest
    @CsvSource({
        "https://orders.example:8443/events/1?key=x, https://orders.example:8443",
        "https://orders.example?key=x, https://orders.example",
        "jms://queue:crm?preserveMessageQos=true, jms://queue:crm",
        "direct:orders, direct:orders",
        "file:out/today?fileName=x, file:out"
    })
    void aTargetIsSchemeAndHost(String uri, String target) {
        assertThat(TargetName.of(uri)).isEqualTo(target);
    }
}
