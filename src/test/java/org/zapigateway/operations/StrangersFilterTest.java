package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StrangersFilterTest {
    private final MockHttpServletResponse answer = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus"
            })
    void anotherMachineSeesHealthAndMetrics(String path) throws Exception {
        assertThat(passes(request(path, "10.0.0.7"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/subscriptions",
                "/actuator/routes",
                "/actuator",
                "/actuator/health/inbox",
                "/actuator/health/../routes",
                "/actuator/health;/../routes"
            })
    void anotherMachineSeesNothingElse(String path) throws Exception {
        assertThat(passes(request(path, "10.0.0.7"))).isFalse();
        assertThat(answer.getStatus()).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0:0:0:0:0:0:0:1"})
    void thisMachineSeesAll(String address) throws Exception {
        assertThat(passes(request("/actuator/routes", address))).isTrue();
    }

    @Test
    void aProxyOnThisMachineSpeaksForOthers() throws Exception {
        MockHttpServletRequest request = request("/actuator/routes", "127.0.0.1");
        request.addHeader("X-Forwarded-For", "10.0.0.7");
        assertThat(passes(request)).isFalse();
    }

    private boolean passes(MockHttpServletRequest request) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        new StrangersFilter().doFilter(request, answer, chain);
        return chain.getRequest() != null;
    }

    private static MockHttpServletRequest request(String path, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        return request;
    }
}
