package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;

class PayloadAuditTest {
    private final MockHttpServletRequest http = new MockHttpServletRequest("GET", "/actuator/events");

    @Test
    void whoIsShownSomethingIsTheUserAndTheAddress() throws Exception {
        assertThat(operator()).isEqualTo("127.0.0.1");

        http.setRemoteAddr("10.0.0.7");
        http.setAttribute(StrangersFilter.USER, "operator");
        assertThat(operator()).isEqualTo("operator at 10.0.0.7");
    }

    @Test
    void behindAProxyOnThisMachineItIsWhomTheProxyNames() throws Exception {
        http.setAttribute(StrangersFilter.USER, "operator");
        http.addHeader("X-Forwarded-For", "2001:db8::7");

        assertThat(operator()).isEqualTo("operator at 2001:db8:0:0:0:0:0:7");
    }

    private String operator() throws Exception {
        return PayloadAudit.operator(ServerRequest.create(http, List.of()));
    }
}
