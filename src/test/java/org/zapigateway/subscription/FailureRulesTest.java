package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;

class FailureRulesTest {
    @Test
    void theConfigurationDecidesAlsoForSubclassesAndForCauses() {
        FailureRules rules = new FailureRules(List.of(Busy.class.getName()), List.of(SocketException.class.getName()));

        assertThat(rules.kindOf(new Busy())).isEqualTo(FailureKind.TRANSIENT);
        assertThat(rules.kindOf(new VeryBusy())).isEqualTo(FailureKind.TRANSIENT);
        assertThat(rules.kindOf(new RuntimeCamelException(new VeryBusy()))).isEqualTo(FailureKind.TRANSIENT);
        assertThat(rules.kindOf(new ConnectException("refused"))).isEqualTo(FailureKind.PERMANENT);
        assertThat(FailureRules.builtIn().kindOf(new ConnectException("refused")))
                .isEqualTo(FailureKind.TRANSIENT);
        assertThat(FailureRules.builtIn().kindOf(new Busy())).isEqualTo(FailureKind.PERMANENT);
    }

    @Test
    void aNameOnBothSidesIsAnError() {
        assertThatThrownBy(() -> new FailureRules(List.of("a.B"), List.of("a.B")))
                .hasMessage("zapi.subscriptions: 'a.B' is in transient-failures and in permanent-failures; take it "
                        + "out of one of them");
    }

    private static class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class VeryBusy extends Busy {
        private static final long serialVersionUID = 1L;
    }
}
