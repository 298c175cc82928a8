package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:61616", "tcp://localhost:0", "tcp://[::1]:61616"})
    void thisMachineNeedsNoPassword(String acceptor) {
        assertThat(settings(acceptor, null, null).listens()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyAcceptorListensNowhere(String acceptor) {
        assertThat(settings(acceptor, null, null).listens()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://0.0.0.0:61616", "tcp://[::]:61616", "tcp://192.0.2.1:61616"})
    void otherMachinesNeedAPassword(String acceptor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(acceptor, null, null))
                .withMessageContaining(acceptor)
                .withMessageContaining("zapi.broker.password");
        assertThat(settings(acceptor, "ops", "secret").listens()).isTrue();
    }

    /** With a query of its own the address would lose the protocols that the gateway adds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "61616",
                "127.0.0.1:61616",
                "amqp://127.0.0.1:61616",
                "tcp://127.0.0.1",
                "tcp://:61616",
                "tcp://127.0.0.1:61616/",
                "tcp://127.0.0.1:61616?protocols=MQTT",
                "tcp://127.0.0.1:61 616",
                "tcp://{{host}}:61616"
            })
    void whatIsNoAddressIsRefusedByName(String acceptor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(acceptor, "ops", "secret"))
                .withMessageContaining("zapi.broker.acceptor is '" + acceptor + "'")
                .withMessageContaining("tcp://127.0.0.1:61616");
    }

    @Test
    void userAndPasswordBelongTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("", "ops", null))
                .withMessageContaining("zapi.broker.password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("", null, "secret"))
                .withMessageContaining("zapi.broker.user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyUserOrPasswordIsNone(String empty) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("tcp://0.0.0.0:61616", empty, empty))
                .withMessageContaining("zapi.broker.user is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("tcp://0.0.0.0:61616", empty, "secret"))
                .withMessageContaining("zapi.broker.user is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("tcp://0.0.0.0:61616", "ops", empty))
                .withMessageContaining("zapi.broker.password is empty");
    }

    @Test
    void clientsDoNotGetTheUserOfTheGateway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("tcp://127.0.0.1:61616", "gateway", "secret"))
                .withMessageContaining("zapi.broker.user is 'gateway'");
    }

    /** Zero would throw away each message as it comes. */
    @Test
    void aQueueKeepsItsMessagesForAWhile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrokerSettings("", null, null, Duration.ZERO, Duration.ofMinutes(5)))
                .withMessageContaining("zapi.broker.unclaimed is PT0S; it must be at least 1s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrokerSettings("", null, null, Duration.ofDays(7), Duration.ofSeconds(-1)))
                .withMessageContaining("zapi.broker.unclaimed-presence is PT-1S");
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(settings("", "ops", "secret").toString()).contains("ops").doesNotContain("secret");
    }

    private static BrokerSettings settings(String acceptor, String user, String password) {
        return new BrokerSettings(acceptor, user, password, Duration.ofDays(7), Duration.ofMinutes(5));
    }
}
