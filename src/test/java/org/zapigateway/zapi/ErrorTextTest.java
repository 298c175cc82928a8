package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "at https://a/instances/A/token/T1/send?x=1   | at https://a/instances/A/token/***/send?x=1",
                "at http://a/b?password=hunter2&c=d          | at http://a/b?password=***&c=d",
                "at http://a/b?c=d&access_token=t1 failed    | at http://a/b?c=d&access_token=*** failed",
                "Proxy-Authorization: Basic dTpwOg== sent    | Proxy-Authorization: Basic *** sent",
                "authorization=abc                           | authorization=***",
                "proxy http://1.2.3.4:8080:ana:s3nha away    | proxy http://1.2.3.4:8080 away",
                "1.2.3.4:8080:ana:s3nha                      | 1.2.3.4:8080",
                "url=http%3A%2F%2Fana%3As3nha%40host%2F      | url=http%3A%2F%2Fhost%2F",
                "http://host:8080/a:b:c at 10:05:30          | http://host:8080/a:b:c at 10:05:30",
                "invalid token, send another key             | invalid token, send another key",
                "see http://host/path now                   | see http://host/path now",
                "write to ajuda@loja.example                | write to ajuda@loja.example",
                "Device has been disconnected               | Device has been disconnected"
            })
    void losesCredentialsAndNothingElse(String text, String expected) {
        assertThat(ErrorText.withoutCredentials(text)).isEqualTo(expected);
    }

    /** Whoever posts writes the text: none may keep a processor for longer than it takes to read it some times. */
    @ParameterizedTest
    @ValueSource(strings = {"a-", "a", "token", "%3A%2F%2F", "1:1:", "a.b:80 ", "authorization ", "://", ":", "=key"})
    void aLongTextIsReadOnce(String part) {
        String text = part.repeat(1_000_000 / part.length());

        assertThat(ErrorText.withoutCredentials(text + " ana:s3nha@host end")).endsWith("host end");
    }

    @Test
    void whatSaysNothingElseIsNull() {
        assertThat(ErrorText.withoutCredentials(null)).isNull();
        assertThat(ErrorText.withoutCredentials("ana:s3nha@ http:b@")).isNull();
    }
}
