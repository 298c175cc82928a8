package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.0/24, 203.0.113.0",
        "203.0.113.0/24, 203.0.113.255",
        "203.0.113.9/24, 203.0.113.200",
        "203.0.112.0/23, 203.0.113.255",
        "203.0.113.128/25, 203.0.113.128",
        "0.0.0.0/0, 198.51.100.1",
        "203.0.113.0/24, ::ffff:203.0.113.7",
        "203.0.113.0/24, ::ffff:cb00:7107",
        "::ffff:203.0.113.0/120, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "2001:db8::/32, 2001:db8:1:2:3:4:5:6",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1",
        "::1/128, 0:0:0:0:0:0:0:1",
        "fe80::/10, fe80:0:0:0:1:2:3:4%eth0",
        "::/0, 2001:db8::1",
    })
    void anAddressOfTheRangeIsInIt(String range, String address) {
        assertThat(AddressRange.of(range).contains(AddressRange.address(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.6",
        "203.0.113.0/24, 203.0.112.255",
        "203.0.113.0/24, 203.0.114.0",
        "203.0.113.128/25, 203.0.113.127",
        "203.0.113.0/24, 2001:db8::1",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 203.0.113.7",
        "2001:db8::/32, 2001:db9::1",
        "2001:db8::/33, 2001:db8:8000::1",
    })
    void anotherAddressIsNot(String range, String address) {
        assertThat(AddressRange.of(range).contains(AddressRange.address(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/24",
                "203.0.113",
                "203.0.113.0/33",
                "203.0.113.0/-1",
                "203.0.113.0/",
                "203.0.113.0/x",
                "203.0.113.0/24/8",
                "203.0.113.256",
                "2001:db8::/129",
                "2001:db8:::1",
                "::ffff:203.0.113.0/24",
                "localhost",
                "example.com/24",
                "*"
            })
    void anythingElseIsNoRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text));
    }
}
