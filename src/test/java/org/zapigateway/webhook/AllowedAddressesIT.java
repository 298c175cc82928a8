package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.Inbox;

/** Senders with the right token at several addresses of this machine: 127.0.0.2 may post, 127.0.0.3 is a proxy. */
class AllowedAddressesIT {
    private static final String TOKEN = "AAAA0000BBBB1111CCCC2222";
    private static final String ALLOWED = "127.0.0.2";
    private static final String PROXY = "127.0.0.3";
    private static final String STRANGER = "127.0.0.4";

    @TempDir
    static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder)
                .instance(0, "A", TOKEN, "")
                .with("zapi.webhook.allowed-addresses[0]", ALLOWED)
                .with("zapi.webhook.allowed-addresses[1]", "203.0.113.0/24")
                .with("zapi.webhook.trusted-proxies", PROXY + "/32")
                // Where Spring Boot would believe forwarded headers of every private address by itself.
                .with("spring.main.cloud-platform", "kubernetes")
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theAddressDecides() throws Exception {
        assertThat(post(ALLOWED, TOKEN).status()).isEqualTo(200);
        assertThat(post(PROXY, TOKEN, "x-forwarded-for: 203.0.113.7").status()).isEqualTo(200);
        assertThat(post(PROXY, TOKEN, "forwarded: for=203.0.113.7;proto=https").status())
                .isEqualTo(200);
        assertThat(post(PROXY, TOKEN, "x-forwarded-for: 198.51.100.1").status()).isEqualTo(401);
        assertThat(post(STRANGER, TOKEN).status()).isEqualTo(401);
    }

    @Test
    void aStrangerGainsNothingByForwardedHeaders() throws Exception {
        for (String header : List.of("x-forwarded-for: ", "forwarded: for=", "x-real-ip: ", "x-client-ip: ")) {
            assertThat(post(STRANGER, TOKEN, header + ALLOWED).status())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void aWrongAddressIsAnsweredAsAWrongCredentialAndStoresNothing() throws Exception {
        long stored = gateway.bean(Inbox.class).stored();
        long counted = gateway.bean(Refusals.class).count(Refusal.WRONG_ADDRESS);

        RawHttp.Answer wrongAddress = post(STRANGER, TOKEN);
        RawHttp.Answer wrongToken = post(ALLOWED, "wrong");

        assertThat(wrongAddress.body()).isEqualTo(wrongToken.body());
        assertThat(wrongAddress.headers().keySet())
                .isEqualTo(wrongToken.headers().keySet());
        assertThat(gateway.bean(Inbox.class).stored()).isEqualTo(stored);
        assertThat(gateway.bean(Refusals.class).count(Refusal.WRONG_ADDRESS)).isEqualTo(counted + 1);
    }

    private static RawHttp.Answer post(String from, String token, String... headers) throws IOException {
        byte[] body = Payloads.text("A", "1").getBytes(StandardCharsets.UTF_8);
        List<String> lines =
                new ArrayList<>(List.of("POST /webhooks/zapi HTTP/1.1", "host: x", "z-api-token: " + token));
        lines.addAll(List.of(headers));
        lines.addAll(List.of("content-type: application/json", "content-length: " + body.length, ""));
        try (RawHttp http = RawHttp.connect(from, gateway.port())) {
            return http.send(lines.toArray(String[]::new)).send(body).answer();
        }
    }
}
