package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void theTypesAreToldAndNoWord() {
        Throwable failure = new IllegalStateException(
                "Maria", new ActiveMQIOErrorException("5511987650001", new IOException("Olá, tudo bem?")));

        assertThat(Causes.of(failure))
                .isEqualTo("java.lang.IllegalStateException, caused by ActiveMQIOErrorException IO_ERROR, caused by "
                        + "java.io.IOException");
    }

    @Test
    void causesThatGoRoundAreToldToAnEnd() {
        Exception first = new Exception("a");
        first.initCause(new Exception("b", first));

        assertThat(Causes.of(first)).hasSizeLessThan(400);
    }
}
