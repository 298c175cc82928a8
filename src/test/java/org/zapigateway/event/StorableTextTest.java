package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {
    @Test
    void replacesWhatNoStoreTakes() {
        assertThat(StorableText.of("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(StorableText.of("a\ud83d")).isEqualTo("a\uFFFD");
        assertThat(StorableText.of("\udce6a")).isEqualTo("\uFFFDa");
        assertThat(StorableText.of("\ud83d\ud83d\udce6\udce6")).isEqualTo("\uFFFD\ud83d\udce6\uFFFD");
    }

    @Test
    void leavesEverythingElseAsItIs() {
        String text = "Olá 📦 👩🏽‍🔧 \n\t\u0001 日本";

        assertThat(StorableText.of(text)).isSameAs(text);
    }
}
