package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PseudonymsTest {
    @Test
    void aChatKeepsItsPseudonymAndOnlyInThisProcess() {
        Pseudonyms pseudonyms = new Pseudonyms();

        assertThat(pseudonyms.of("I/5511988887777"))
                .matches("[0-9a-f]{8}")
                .isEqualTo(pseudonyms.of("I/5511988887777"))
                .isNotEqualTo(pseudonyms.of("I/5511988887778"))
                .isNotEqualTo(new Pseudonyms().of("I/5511988887777"));
    }
}
