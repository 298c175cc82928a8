package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Allowed is 203.0.113.0/24; trusted are two proxies, 10.0.0.1 and 10.0.0.2. */
class AllowedAddressesTest {
    private static final String SENDER = "203.0.113.7";
    private static final String STRANGER = "198.51.100.1";
    private static final String PROXY = "10.0.0.1";

    private final AllowedAddresses addresses = new AllowedAddresses(
            Settings.webhook("allowed-addresses", "203.0.113.0/24", "trusted-proxies", "10.0.0.1, 10.0.0.2"));
    private final MockHttpServletRequest http = new MockHttpServletRequest("POST", "/webhooks/zapi");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not forwarded            | 203.0.113.7        |                           | true",
                "not forwarded            | 198.51.100.1       |                           | false",
                "mapped                   | ::ffff:203.0.113.7 |                           | true",
                "the proxy itself         | 10.0.0.1           |                           | false",
                "one proxy                | 10.0.0.1           | 203.0.113.7               | true",
                "one proxy                | 10.0.0.1           | 198.51.100.1              | false",
                "two proxies              | 10.0.0.1           | 203.0.113.7, 10.0.0.2     | true",
                "two proxies              | 10.0.0.1           | 198.51.100.1, 10.0.0.2    | false",
                "a hop that is a lie      | 10.0.0.1           | 203.0.113.7, 198.51.100.1 | false",
                "proxies only             | 10.0.0.1           | 10.0.0.2                  | false",
                "behind an allowed sender | 10.0.0.1           | 198.51.100.1, 203.0.113.7 | true",
                "no trusted proxy         | 198.51.100.1       | 203.0.113.7               | false",
                "allowed, with a lie      | 203.0.113.7        | 198.51.100.1              | true",
                "no address               | 10.0.0.1           | unknown                   | false",
                "no address               | 10.0.0.1           | ''                        | false",
                "no address               | 10.0.0.1           | 203.0.113.7, x            | false",
            })
    void theSenderIsTheLastHopThatIsNoTrustedProxy(String name, String peer, String hops, boolean allowed) {
        assertThat(allow(peer, null, hops)).isEqualTo(allowed);
        assertThat(allow(peer, hops == null ? null : ("for=" + hops).replace(", ", ", for="), null))
                .isEqualTo(allowed);
    }

    /** A proxy writes one of the headers and passes on the other. */
    @Test
    void ofTwoHeadersNoneHelpsAStranger() {
        assertThat(allow(PROXY, "for=" + SENDER, STRANGER)).isFalse();
        assertThat(allow(PROXY, "for=" + STRANGER, SENDER)).isFalse();
        assertThat(allow(PROXY, "for=" + SENDER, SENDER)).isTrue();
    }

    @Test
    void withoutTheSettingEverybodyMayPost() {
        AllowedAddresses all = new AllowedAddresses(Settings.webhook("allowed-addresses", ""));
        http.setRemoteAddr(STRANGER);

        assertThat(all.allow(new WebhookRequest(http))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"allowed-addresses, 10.0.0.0/33", "trusted-proxies, proxy.example"})
    void whatIsNoRangeIsRefusedByName(String setting, String text) {
        String other = setting.startsWith("a") ? "trusted-proxies" : "allowed-addresses";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedAddresses(Settings.webhook(setting, text, other, "10.0.0.1")))
                .withMessageContainingAll("zapi.webhook." + setting, "'" + text + "'", "203.0.113.0/24");
    }

    @Test
    void proxiesAloneHaveNoEffectAndAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.webhook("trusted-proxies", "10.0.0.1"))
                .withMessageContaining("zapi.webhook.allowed-addresses");
    }

    private boolean allow(String peer, String forwarded, String xForwardedFor) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/zapi");
        request.setRemoteAddr(peer);
        if (forwarded != null) {
            request.addHeader("forwarded", forwarded);
        }
        if (xForwardedFor != null) {
            request.addHeader("x-forwarded-for", xForwardedFor);
        }
        return addresses.allow(new WebhookRequest(request));
    }
}
