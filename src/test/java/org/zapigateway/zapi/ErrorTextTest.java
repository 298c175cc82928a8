package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy (socks5://ana:s3nha@host:1080) failed | proxy (socks5://host:1080) failed",
                "http://ana:p@ss/w:o@rd@host/x failed       | http://host/x failed",
                "ana:s3nha@host:1080 failed                 | host:1080 failed",
                "HTTP://token@host                          | HTTP://host",
                "a http://u:1@h1 b http://u:2@h2 c          | a http://h1 b http://h2 c",
                "see http://host/path now                   | see http://host/path now",
                "write to ajuda@loja.example                | write to ajuda@loja.example",
                "Device has been disconnected               | Device has been disconnected"
            })
    void losesCredentialsAndNothingElse(String text, String expected) {
        assertThat(ErrorText.withoutCredentials(text)).isEqualTo(expected);
    }

    @Test
    void whatSaysNothingElseIsNull() {
        assertThat(ErrorText.withoutCredentials(null)).isNull();
        assertThat(ErrorText.withoutCredentials("ana:s3nha@ http:b@")).isNull();
    }
}
