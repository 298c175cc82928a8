package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.BadSqlGrammarException;

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
    void whatATargetAnswersDecidesToo() {
        FailureRules rules = new FailureRules(List.of("HTTP 500", "SQL state 42P01"), List.of("HTTP 401"));

        assertThat(rules.kindOf(new RuntimeCamelException(answer(500)))).isEqualTo(FailureKind.TRANSIENT);
        assertThat(rules.kindOf(answer(501))).isEqualTo(FailureKind.PERMANENT);
        assertThat(rules.kindOf(answer(401))).isEqualTo(FailureKind.PERMANENT);
        assertThat(rules.kindOf(new BadSqlGrammarException("task", "SELECT", new SQLException("none", "42P01"))))
                .isEqualTo(FailureKind.TRANSIENT);
        assertThat(rules.kindOf(new SQLException("text", "42601"))).isEqualTo(FailureKind.PERMANENT);
        assertThat(rules.kindOf(new SQLException("no state"))).isEqualTo(FailureKind.PERMANENT);
    }

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://crm", status, "text", null, Map.of(), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP500", "http 500", "500", "HTTP 5xx", "SQL 42P01", "SQL state 42P", "Busy", "a b.C", ""})
    void whatNamesNoFailureIsAnErrorThatSaysWhatDoes(String name) {
        assertThatThrownBy(() -> new FailureRules(List.of(name), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zapi.subscriptions.transient-failures: '" + name + "' is no failure; use the class of an"
                        + " exception with its package, 'HTTP 500' or 'SQL state 42P01'");
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
