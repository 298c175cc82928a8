package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements are the same for everybody, also where numbers are written in other digits. */
class KeptTableTest {
    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void useOtherDigits() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(String.format("%d", 1000)).isEqualTo("١٠٠٠");
    }

    @AfterEach
    void useTheUsual() {
        Locale.setDefault(usual);
    }

    @ParameterizedTest
    @EnumSource
    void deletesSoMany(KeptTable table) {
        assertThat(table.delete(1_000)).endsWith(" FETCH FIRST 1000 ROWS ONLY)");
    }
}
