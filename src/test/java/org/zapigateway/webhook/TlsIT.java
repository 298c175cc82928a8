package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** The edge with a certificate of its own, as the page on operations tells to set it up. */
@ExtendWith(OutputCaptureExtension.class)
class TlsIT {
    private static final String PATH = "/webhooks/zapi";
    private static final String TOKEN = "AAAA0000BBBB1111CCCC2222";

    @TempDir
    Path folder;

    @Test
    void aWebhookIsTakenOverHttpsAndARenewedCertificateIsServedWithoutARestart() throws Exception {
        Certificate first = Certificate.make(folder, "first");
        Certificate renewed = Certificate.make(folder, "renewed");
        first.writeTo(folder.resolve("archive/1"));
        renewed.writeTo(folder.resolve("archive/2"));
        pointTo("archive/1");
        try (RunningGateway gateway = withTls().instance(0, "A", TOKEN, "").start()) {
            assertThat(post(gateway, first, "1", "z-api-token", TOKEN).statusCode())
                    .isEqualTo(200);
            assertThat(post(gateway, first, "2", "z-api-token", "wrong").statusCode())
                    .isEqualTo(401);

            pointTo("archive/2");

            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .until(() -> served(gateway, renewed.trusted()).equals(renewed.x509()));
            assertThat(post(gateway, renewed, "3", "z-api-token", TOKEN).statusCode())
                    .isEqualTo(200);
            assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/health")
                            .statusCode())
                    .as("operations stay as they were: on this machine, without a certificate")
                    .isEqualTo(200);
        }
    }

    @Test
    void openModeIsTheSameOverHttps(CapturedOutput output) throws Exception {
        Certificate certificate = Certificate.make(folder, "first");
        certificate.writeTo(folder.resolve("live"));
        try (RunningGateway gateway = withTls().start()) {
            assertThat(output).contains("webhook     https://127.0.0.1:" + gateway.port() + PATH);
            assertThat(post(gateway, certificate, "1").statusCode()).isEqualTo(200);
            assertThat(post(gateway, certificate, "2", "x-forwarded-for", "203.0.113.7")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private RunningGateway.Setup withTls() {
        return RunningGateway.in(folder)
                .with("server.ssl.bundle", "webhook")
                .with("spring.ssl.bundle.pem.webhook.keystore.certificate", folder.resolve("live/fullchain.pem") + "")
                .with("spring.ssl.bundle.pem.webhook.keystore.private-key", folder.resolve("live/privkey.pem") + "")
                .with("spring.ssl.bundle.pem.webhook.keystore.verify-keys", "true")
                .with("spring.ssl.bundle.pem.webhook.reload-on-update", "true")
                .with("spring.ssl.bundle.watch.file.quiet-period", "200ms");
    }

    /** As certbot renews: the files that are named in the configuration are links, and get another target. */
    private void pointTo(String archive) throws Exception {
        Path live = Files.createDirectories(folder.resolve("live"));
        for (String name : new String[] {"privkey.pem", "fullchain.pem"}) {
            Path link = Files.createSymbolicLink(
                    live.resolve("new"), folder.resolve(archive).resolve(name));
            Files.move(link, live.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static HttpResponse<String> post(
            RunningGateway gateway, Certificate certificate, String messageId, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + PATH))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Payloads.text("A", messageId)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(certificate.trusted())
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static X509Certificate served(RunningGateway gateway, SSLContext trust) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
