package org.zapigateway.inbox;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BrokerSupervisorTest {
    /** The page for operators sends them to the log for it. */
    @Test
    void theLogSaysWhatIsInTheWayOfTheNextStart(CapturedOutput log) throws Exception {
        BrokerSupervisor.Start start = () -> {
            throw new IllegalStateException("its disk may hang; restart the gateway");
        };

        try (BrokerSupervisor supervisor = new BrokerSupervisor(() -> false, start)) {
            await().until(() -> log.getAll().contains("its disk may hang; restart the gateway"));
        }
    }
}
