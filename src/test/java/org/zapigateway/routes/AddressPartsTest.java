package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPartsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jms:queue:x                              | jms:queue:x",
                "jms:queue:${body}?a=1&b=${header.b}      | jms:queue:${body} # a=1 # b=${header.b}",
                "jms:queue:${body?.name}?a=${x?.y}&b=2    | jms:queue:${body?.name} # a=${x?.y} # b=2",
                "jms:queue:$simple{body?.name}?a=1        | jms:queue:$simple{body?.name} # a=1",
                "jms:queue:${header.${header.a}?.b}?c=1   | jms:queue:${header.${header.a}?.b} # c=1",
                "jms:queue:${body.replace('&', '')}?a=1   | jms:queue:${body.replace('&', '')} # a=1",
                "jms:queue:a}?b=1                         | jms:queue:a} # b=1",
                "http:host/a&b?c=d?e&f=1                  | http:host/a&b # c=d?e # f=1",
                "smtp:host?to=RAW(a&b)&c=RAW{d&e}&f=1     | smtp:host # to=RAW(a&b) # c=RAW{d&e} # f=1",
                "smtp:host?to=RAW(${body})&c=1            | smtp:host # to=RAW(${body}) # c=1",
                "smtp:host?                               | smtp:host # ''",
                "smtp:host?a=1&&b=2                       | smtp:host # a=1 # '' # b=2",
            })
    void isCutWhereCamelCutsIt(String address, String parts) {
        assertThat(AddressParts.of(address))
                .isEqualTo(List.of(parts.split(" # ")).stream()
                        .map(part -> part.equals("''") ? "" : part)
                        .toList());
    }
}
