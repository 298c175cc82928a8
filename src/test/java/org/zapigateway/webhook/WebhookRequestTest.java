package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class WebhookRequestTest {
    private final MockHttpServletRequest http = new MockHttpServletRequest("POST", "/webhooks/zapi");
    private final WebhookRequest request = new WebhookRequest(http);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key=abc              | abc",
                "x=1&key=abc&y=2      | abc",
                "key=a&key=b          | a",
                "key=a%20b%2Bc        | a b+c",
                "key=a+b              | a b",
                "key=a=b=             | a=b=",
                "key=100%             | 100%",
                "key=%zz              | %zz",
                "key=                 | ''",
                "key=%C3%A9           | é",
                "akey=abc             |",
                "key                  |",
                "x=key=abc            |",
            })
    void theKeyIsReadFromTheQuery(String query, String key) {
        http.setQueryString(query);

        assertThat(request.key()).isEqualTo(key);
    }

    @Test
    void withoutQueryThereIsNoKeyWhateverAFormSays() {
        http.setParameter("key", "abc");

        assertThat(request.key()).isNull();
    }

    /** In Turkish the small letter of I is ı: a header must be known in every locale. */
    @Test
    void aTunnelIsKnownInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            http.addHeader("X-REAL-IP", "203.0.113.7");

            assertThat(request.isForwarded()).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }
}
