package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, built for Java 17, runs on the newest JDK of this machine; from 24 on virtual threads serve the requests. */
class NewestJdkIT {
    private static final int POSTS = 200;

    @TempDir
    Path directory;

    private final Payloads payloads = new Payloads(6);
    private final PostLedger ledger = new PostLedger();

    @Test
    void fromAPostToQueueAndTable() throws Exception {
        Path jdk = NewestJdk.require(18);
        try (GatewayProcess gateway = new GatewayProcess(directory).on(jdk)) {
            gateway.start().awaitReady();
            Delivery.postAll(
                    gateway.httpPort(),
                    Stream.generate(payloads::next)
                            .limit(POSTS)
                            .map(Delivery::upgrading)
                            .toList(),
                    ledger);
            Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
            System.out.println("NewestJdkIT: " + jdk + ": " + ledger + "; " + reckoning);

            assertThat(ledger.accepted()).isEqualTo(POSTS);
            assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
            reckoning.requireExactlyOnce(payloads.messageIds());
        }
    }
}
