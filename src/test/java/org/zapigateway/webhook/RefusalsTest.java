package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.zapigateway.CapturedLog;

/** What the log says of refused requests. */
class RefusalsTest {
    private final CapturedLog log = new CapturedLog();
    private final Refusals refusals = new Refusals();

    @BeforeEach
    void listen() {
        log.attach();
    }

    @AfterEach
    void leave() {
        log.detach();
    }

    @Test
    void aWrongCredentialIsToldOnceAndNotAtEachRequest() throws Exception {
        answer(Refusal.NOT_POST);
        assertThat(log.lines()).isEmpty();

        for (int i = 0; i < 100; i++) {
            answer(Refusal.WRONG_CREDENTIAL);
        }

        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("answered 401 (wrong-credential), 1 of them since the start");
        assertThat(refusals.count(Refusal.WRONG_CREDENTIAL)).isEqualTo(100);
    }

    private void answer(Refusal refusal) throws Exception {
        refusals.answer(refusal, new MockHttpServletRequest(), new MockHttpServletResponse());
    }
}
