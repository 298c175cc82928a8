package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StrangersFilterTest {
    private static final String PASSWORD = "sixteen or more letters";
    private static final String RIGHT =
            "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private MockHttpServletResponse answer;
    private final LoginAttempts attempts = new LoginAttempts(System::nanoTime, new SimpleMeterRegistry());
    private final CsrfToken token = new CsrfToken();
    private OperatorLogin login = new OperatorLogin(new ConsoleSettings(true, "operator", PASSWORD));

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
                "/console",
                "/console/stream",
                "/console/events",
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

    /** As whoever asks the published port of a container without root seems to come from the container itself. */
    @Test
    void anAddressOfItsOwnIsNotThisMachine() throws Exception {
        MockHttpServletRequest request = request("/actuator/routes", "10.0.2.100");
        request.setLocalAddr("10.0.2.100");
        assertThat(passes(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "x-forwarded-host", "X-Real-IP", "X-REAL-IP"
            })
    void aProxyOnThisMachineSpeaksForOthers(String header) throws Exception {
        MockHttpServletRequest request = request("/actuator/routes", "127.0.0.1");
        request.addHeader(header, "10.0.0.7");
        assertThat(passes(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example:8081", "localhost.example", "127.0.0.1.example:8081", "10.0.0.7:8081", ""})
    void aNameThatIsNotOursIsAPageThatReboundItToThisMachine(String host) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/routes");
        request.addHeader("Host", host);
        assertThat(passes(request)).isFalse();
        assertThat(passes(new MockHttpServletRequest("GET", "/actuator/routes")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:8081", "127.0.0.1:18081", "127.1.2.3", "[::1]:8081"})
    void eachNameOfThisMachineIsOurs(String host) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/routes");
        request.addHeader("Host", host);
        assertThat(passes(request)).isTrue();
    }

    @Test
    void onlyAPageOfThisPortMayAsk() throws Exception {
        MockHttpServletRequest ours = request("/actuator/routes", "127.0.0.1");
        ours.addHeader("Origin", "http://localhost:8081");
        assertThat(passes(ours)).isTrue();
        for (String foreign : new String[] {"http://localhost:3000", "https://evil.example", "null"}) {
            MockHttpServletRequest request = request("/actuator/routes", "127.0.0.1");
            request.addHeader("Origin", foreign);
            assertThat(passes(request)).as(foreign).isFalse();
        }
    }

    @Test
    void anotherSiteCannotPutItIntoItsPage() throws Exception {
        assertThat(passes(fetched("same-origin", "empty"))).isTrue();
        assertThat(passes(fetched("none", "document"))).isTrue();
        assertThat(passes(fetched("cross-site", "document"))).as("a link").isTrue();
        assertThat(passes(fetched("cross-site", "image"))).isFalse();
        assertThat(passes(fetched("same-site", "iframe"))).isFalse();
    }

    @Test
    void anOperatorLogsInFromAnotherMachine() throws Exception {
        assertThat(passes(remote("Basic b3BlcmF0b3I6d3Jvbmc="))).isFalse();
        assertThat(answer.getStatus()).isEqualTo(HttpServletResponse.SC_UNAUTHORIZED);
        assertThat(answer.getHeader("WWW-Authenticate")).startsWith("Basic ");
        assertThat(passes(remote(null))).isFalse();
        assertThat(passes(remote("Basic *"))).isFalse();
        assertThat(passes(remote("Bearer " + RIGHT.substring(6)))).isFalse();

        MockHttpServletRequest right = remote(RIGHT);
        assertThat(passes(right)).isTrue();
        assertThat(right.getAttribute(StrangersFilter.USER)).isEqualTo("operator");
    }

    @Test
    void noPasswordIsAskedForWhereOthersCouldReadIt() throws Exception {
        MockHttpServletRequest plain = remote(RIGHT);
        plain.setSecure(false);
        assertThat(passes(plain)).isFalse();
        assertThat(answer.getStatus()).isEqualTo(HttpServletResponse.SC_FORBIDDEN);

        MockHttpServletRequest proxied = request("/console", "127.0.0.1");
        proxied.addHeader("X-Forwarded-For", "10.0.0.7");
        proxied.addHeader("Authorization", RIGHT);
        assertThat(passes(proxied)).as("by a proxy on this machine").isTrue();
    }

    @Test
    void thePageOfAnotherSiteCannotUseTheLoginOfItsUser() throws Exception {
        MockHttpServletRequest own = remote(RIGHT);
        own.addHeader("Origin", "https://localhost:8081");
        assertThat(passes(own)).isTrue();
        MockHttpServletRequest foreign = remote(RIGHT);
        foreign.addHeader("Origin", "https://evil.example");
        assertThat(passes(foreign)).isFalse();
        MockHttpServletRequest image = remote(RIGHT);
        image.addHeader("Sec-Fetch-Site", "cross-site");
        image.addHeader("Sec-Fetch-Dest", "image");
        assertThat(passes(image)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whoHasLoggedInFromAnotherMachineChangesNothingWithoutTheToken(String method) throws Exception {
        MockHttpServletRequest without = remote(RIGHT);
        without.setMethod(method);
        assertThat(passes(without)).isFalse();
        assertThat(answer.getStatus()).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
        assertThat(answer.getContentAsString()).contains("X-CSRF-TOKEN", "GET /actuator/csrf");

        MockHttpServletRequest ofAnotherGateway = remote(RIGHT);
        ofAnotherGateway.setMethod(method);
        ofAnotherGateway.addHeader("X-CSRF-TOKEN", new CsrfToken().answer().token());
        assertThat(passes(ofAnotherGateway)).isFalse();

        MockHttpServletRequest with = remote(RIGHT);
        with.setMethod(method);
        with.addHeader("X-CSRF-TOKEN", token.answer().token());
        assertThat(passes(with)).isTrue();

        MockHttpServletRequest here = new MockHttpServletRequest(method, "/actuator/deadletters/crm");
        here.addHeader("Host", "localhost:8081");
        assertThat(passes(here)).as("on this machine").isTrue();
    }

    @Test
    void whoAsksWithoutALoginHasTriedNone() throws Exception {
        for (int i = 0; i < LoginAttempts.MOST_OF_SENDER; i++) {
            passes(remote(null));
        }
        assertThat(passes(remote(RIGHT))).isTrue();
    }

    @Test
    void theTokenIsNoLogin() throws Exception {
        MockHttpServletRequest request = remote(null);
        request.addHeader("X-CSRF-TOKEN", token.answer().token());
        assertThat(passes(request)).isFalse();
        assertThat(answer.getStatus()).isEqualTo(HttpServletResponse.SC_UNAUTHORIZED);
    }

    @Test
    void withoutAUserNobodyLogsIn() throws Exception {
        login = new OperatorLogin(new ConsoleSettings(true, null, null));
        assertThat(passes(remote(RIGHT))).isFalse();
        assertThat(answer.getStatus()).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
    }

    @Test
    void aLoginThatIsHalfOrEasilyGuessedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleSettings(true, "operator", null))
                .withMessageContaining("zapi.console.password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleSettings(true, "operator", "fifteen letters"))
                .withMessageContaining("16 characters")
                .withMessageNotContaining("fifteen");
        assertThat(new ConsoleSettings(true, "operator", PASSWORD).toString()).doesNotContain(PASSWORD);
    }

    private static MockHttpServletRequest remote(String authorization) {
        MockHttpServletRequest request = request("/console", "10.0.0.7");
        request.setSecure(true);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        return request;
    }

    private static MockHttpServletRequest fetched(String site, String destination) {
        MockHttpServletRequest request = request("/console/stream", "127.0.0.1");
        request.addHeader("Sec-Fetch-Site", site);
        request.addHeader("Sec-Fetch-Dest", destination);
        return request;
    }

    private boolean passes(MockHttpServletRequest request) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        answer = new MockHttpServletResponse();
        new StrangersFilter(login, attempts, token).doFilter(request, answer, chain);
        return chain.getRequest() != null;
    }

    private static MockHttpServletRequest request(String path, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        request.addHeader("Host", "localhost:8081");
        return request;
    }
}
