package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHopsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                       | 203.0.113.7",
                "198.51.100.1, 203.0.113.7         | 203.0.113.7 198.51.100.1",
                "198.51.100.1,203.0.113.7:41000    | 203.0.113.7 198.51.100.1",
                "2001:db8::1                       | 2001:db8::1",
                "[2001:db8::1]:443, [2001:db8::2]  | 2001:db8::2 2001:db8::1",
                "unknown, x                        | x unknown",
            })
    void theNearestHopOfXForwardedForComesFirst(String header, String hops) {
        assertThat(ForwardedHops.ofXForwardedFor(List.of(header))).isEqualTo(words(hops));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.7                                     | 203.0.113.7",
                "For=198.51.100.1;proto=https, proto=http; FOR = 203.0.113.7;by=10.0.0.1 | 203.0.113.7 198.51.100.1",
                "for=\"[2001:db8:cafe::17]:4711\"                    | 2001:db8:cafe::17",
                "for=\"203.0.113.7:80\", for=\"198.51.100.1\"        | 198.51.100.1 203.0.113.7",
                "for=_hidden, for=unknown                            | unknown _hidden",
                "by=\"a,for=198.51.100.1;b\";for=203.0.113.7         | 203.0.113.7",
                "for=\"198.51.100.1, for=203.0.113.7                 | 203.0.113.7 198.51.100.1",
                "xfor=198.51.100.1;for=203.0.113.7                   | 203.0.113.7",
            })
    void theNearestHopOfForwardedComesFirst(String header, String hops) {
        assertThat(ForwardedHops.ofForwarded(List.of(header))).isEqualTo(words(hops));
    }

    @Test
    void theLastLineOfAHeaderIsTheNearest() {
        assertThat(ForwardedHops.ofXForwardedFor(List.of("1.1.1.1, 2.2.2.2", "3.3.3.3")))
                .containsExactly("3.3.3.3", "2.2.2.2", "1.1.1.1");
        assertThat(ForwardedHops.ofForwarded(List.of("for=1.1.1.1", "for=2.2.2.2")))
                .containsExactly("2.2.2.2", "1.1.1.1");
    }

    @Test
    void aHopWithoutSenderNamesNobody() {
        assertThat(ForwardedHops.ofForwarded(List.of("for=1.1.1.1, proto=https, ")))
                .containsExactly("", "", "1.1.1.1");
        assertThat(ForwardedHops.ofXForwardedFor(List.of(""))).containsExactly("");
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }
}
