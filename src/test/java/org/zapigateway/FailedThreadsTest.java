package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailedThreadsTest {
    private static final String PHONE = "5500940002001";

    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void attach() {
        log.attach();
    }

    @AfterEach
    void detach() {
        log.detach();
    }

    @Test
    void aThreadThatEndsByAFailureIsNamedWithoutTheWordsOfTheFailure() throws Exception {
        Thread thread = new Thread(
                () -> {
                    throw new UncheckedIOException(PHONE, new IOException("no room for " + PHONE));
                },
                "cleaner");
        thread.setUncaughtExceptionHandler(new FailedThreads());
        thread.start();
        thread.join();

        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                .contains("thread cleaner has ended")
                .contains(
                        "java.io.UncheckedIOException, caused by java.io.IOException, at org.zapigateway.FailedThreadsTest.")
                .doesNotContain(PHONE));
    }

    @Test
    void forWantOfMemoryTheProcessEnds() {
        List<Integer> exitCodes = new ArrayList<>();
        FailedThreads failedThreads = new FailedThreads(System.err, exitCodes::add);

        failedThreads.uncaughtException(Thread.currentThread(), new StackOverflowError());
        assertThat(exitCodes).isEmpty();

        failedThreads.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));
        assertThat(exitCodes).containsExactly(3);
        assertThat(log.lines())
                .last()
                .asString()
                .contains("java.lang.OutOfMemoryError")
                .contains("(-Xmx)");
    }

    @Test
    void whereNothingCanBeLoggedForWantOfMemoryThereAreLastWords() {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        List<Integer> exitCodes = new ArrayList<>();
        OutOfMemoryError failure = new OutOfMemoryError() {
            @Override
            public Throwable getCause() {
                throw this;
            }
        };

        new FailedThreads(new PrintStream(console), exitCodes::add).uncaughtException(Thread.currentThread(), failure);

        assertThat(console).hasToString("zapi-gateway ends, for want of memory; give it more (-Xmx)\n");
        assertThat(exitCodes).containsExactly(3);
    }

    @Test
    void aFailureThatIsItsOwnCauseEndsToo() {
        Throwable first = new IllegalStateException();
        first.initCause(new IllegalStateException(first));

        new FailedThreads().uncaughtException(Thread.currentThread(), first);

        assertThat(log.lines()).hasSize(1);
    }
}
