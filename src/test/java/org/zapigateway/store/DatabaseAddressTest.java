package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db:5432/zapi | jdbc:postgresql://db:5432/zapi",
                "jdbc:postgresql://joe:s3cret@db/zapi | jdbc:postgresql://db/zapi",
                "jdbc:postgresql://joe:s3@cret@db/zapi | jdbc:postgresql://db/zapi",
                "jdbc:postgresql://a:1,b:2/zapi?user=joe&password=s3cret | jdbc:postgresql://a:1,b:2/zapi",
                "jdbc:h2:file:/data/zapi;USER=joe;PASSWORD=s3cret | jdbc:h2:file:/data/zapi",
            })
    void showsWhereTheDatabaseIsAndNoCredentials(String url, String shown) {
        assertThat(DatabaseAddress.of(url)).hasToString(shown);
    }
}
