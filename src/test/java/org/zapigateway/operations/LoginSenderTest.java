package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LoginSenderTest {
    @Test
    void whoConnectsIsTheSenderWhateverItSays() throws Exception {
        assertThat(LoginSender.of(request("10.0.0.7", "10.0.0.8"))).isEqualTo("10.0.0.7");
        assertThat(LoginSender.of(request("10.0.0.7"))).isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @CsvSource({
        "'10.0.0.7', 10.0.0.7",
        "'10.0.0.8, 10.0.0.7', 10.0.0.7",
        "'10.0.0.7:4711', 10.0.0.7",
        "'::ffff:10.0.0.7', 10.0.0.7",
        "'nobody', 127.0.0.1",
        "'2001:db8:1:2:3:4:5:6', 2001:db8:1:2:0:0:0:0/64",
        "'[2001:db8:1:2::1]:4711', 2001:db8:1:2:0:0:0:0/64"
    })
    void ofAProxyOnThisMachineItIsWhomTheProxyNames(String header, String sender) throws Exception {
        assertThat(LoginSender.of(request("127.0.0.1", header))).isEqualTo(sender);
        assertThat(LoginSender.of(request("127.0.0.1", "10.9.9.9", header))).isEqualTo(sender);
    }

    private static MockHttpServletRequest request(String peer, String... forwardedFor) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/console");
        request.setRemoteAddr(peer);
        for (String line : forwardedFor) {
            request.addHeader("X-Forwarded-For", line);
        }
        return request;
    }
}
