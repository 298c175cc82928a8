package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    @Test
    void isTheClassOfWhatWentWrongFirstWithoutItsWords() {
        assertThat(RootCause.of(new SQLException("s3cret", "08001", new ConnectException("s3cret"))))
                .isEqualTo("java.net.ConnectException");
        assertThat(RootCause.of(new IllegalStateException("s3cret"))).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void ofADatabaseItHasTheSqlState() {
        assertThat(RootCause.of(new IllegalStateException(new SQLException("s3cret", "28P01"))))
                .isEqualTo("java.sql.SQLException, SQL state 28P01");
        assertThat(RootCause.of(new SQLException("s3cret"))).isEqualTo("java.sql.SQLException");
    }
}
