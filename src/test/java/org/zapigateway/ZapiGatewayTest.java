package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZapiGatewayTest {
    @ParameterizedTest
    @CsvSource({"17.0.14, false", "21.0.5, false", "23, false", "24, true", "25.0.1, true"})
    void virtualThreadsAreUsedWhereOneThatWaitsKeepsNoThreadOfTheSystem(String java, boolean used) {
        assertThat(ZapiGateway.defaults(Runtime.Version.parse(java)))
                .containsEntry("spring.threads.virtual.enabled", used);
    }
}
