package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.Ssl;

class StartBannerTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8081",
        "0.0.0.0, http://127.0.0.1:8081",
        "10.0.0.7, http://10.0.0.7:8081",
        "::1, http://[0:0:0:0:0:0:0:1]:8081",
    })
    void aPortIsShownWhereItListens(String address, String url) throws Exception {
        assertThat(StartBanner.url(null, InetAddress.getByName(address), "8081"))
                .isEqualTo(url);
    }

    @Test
    void aPortWithACertificateIsShownByHttps() {
        assertThat(StartBanner.url(new Ssl(), null, "8443")).isEqualTo("https://127.0.0.1:8443");
    }
}
