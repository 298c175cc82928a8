package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoorsTest {
    private final Doors doors = new Doors();

    @Test
    void theyAreClosedUntilTheyAreOpenedAndAfterTheyAreClosed() {
        assertThat(doors.isOpen()).isFalse();
        doors.open();
        assertThat(doors.isOpen()).isTrue();
        doors.close();
        assertThat(doors.isOpen()).isFalse();
    }

    @Test
    void aStopWhileRoutesAreLoadedIsNotUndoneByTheEndOfTheLoad() {
        doors.close();
        doors.open();
        assertThat(doors.isOpen()).isFalse();
    }
}
