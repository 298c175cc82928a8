package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class CausesTest {
    @Test
    void theTypesAreToldAndNoWord() {
        Throwable failure = new IllegalStateException(
                "Maria", new ActiveMQIOErrorException("5511987650001", new IOException("Olá, tudo bem?")));

        assertThat(Causes.of(failure))
                .isEqualTo("java.lang.IllegalStateException, caused by ActiveMQIOErrorException IO_ERROR, caused by "
                        + "java.io.IOException");
    }

    @Test
    void whatTheBrokerNeedsIsSaidInOurWords(@TempDir Path directory) throws Exception {
        Path taken = Files.createFile(directory.resolve("inbox"));
        EmbeddedBroker broker = new EmbeddedBroker(
                taken,
                false,
                InboxHouse.settings(DataSize.ofMegabytes(16), Duration.ofSeconds(30)),
                InboxHouse.clients("", null, null));

        assertThat(Causes.inOurWords(catchThrowable(broker::start)))
                .startsWith("the inbox cannot be written to " + taken)
                .endsWith("make room on its disk, or make it writable");
    }

    @Test
    void theWordsOfOthersAreNotTold() {
        Throwable full = catchThrowable(() -> new ArrayBlockingQueue<>(1).addAll(List.of("Maria", "Ana")));

        assertThat(full).isInstanceOf(IllegalStateException.class);
        assertThat(Causes.inOurWords(full)).isEqualTo("java.lang.IllegalStateException");
        assertThat(Causes.inOurWords(new ActiveMQIOErrorException("Olá, tudo bem?")))
                .isEqualTo("ActiveMQIOErrorException IO_ERROR");
    }

    @Test
    void causesThatGoRoundAreToldToAnEnd() {
        Exception first = new Exception("a");
        first.initCause(new Exception("b", first));

        assertThat(Causes.of(first)).hasSizeLessThan(400);
    }
}
