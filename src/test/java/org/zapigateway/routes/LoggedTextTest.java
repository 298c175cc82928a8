package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A route logs what somebody wrote, who would like to write into the log himself. */
class LoggedTextTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("crm-log");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path home;

    private RoutesHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RoutesHouse(home);
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        house.close();
    }

    @Test
    void noLineAndNoTerminalSequenceIsForged() throws Exception {
        house.write(
                "crm.camel.yaml",
                """
                - route:
                    id: crm
                    description: Logs texts
                    from:
                      uri: zapi:events
                      steps:
                        - log: {message: "text ${body}", logName: crm-log}
                """);
        house.start();

        house.zapi.deliver("crm", "olá\n08:59:44 ERROR \u001b[31mforged\r09:00:00\u202etxt.\tend 🙂");

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("text olá\n    08:59:44 ERROR \\u001b[31mforged\n    09:00:00\\u202etxt.\tend 🙂");
    }
}
