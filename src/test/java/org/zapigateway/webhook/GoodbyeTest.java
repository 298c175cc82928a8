package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A sender whose answer is made while the gateway begins to stop learns that its connection ends. */
class GoodbyeTest {
    private final Doors doors = new Doors();
    private final Admission admission = new Admission(Settings.webhook(), doors::isOpen, new Refusals());
    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    @Test
    void aConnectionStaysWhileTheDoorsAreOpen() throws Exception {
        doors.open();
        admission.doFilter(new MockHttpServletRequest("POST", "/webhooks/zapi"), answer, (request, response) -> {});
        assertThat(answer.getHeader("Connection")).isNull();
    }

    @Test
    void theLastAnswerOfAConnectionSaysSo() throws Exception {
        doors.open();
        admission.doFilter(
                new MockHttpServletRequest("POST", "/webhooks/zapi"), answer, (request, response) -> doors.close());
        assertThat(answer.getHeader("Connection")).isEqualTo("close");
    }
}
