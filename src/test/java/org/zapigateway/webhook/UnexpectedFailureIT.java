package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.zapi.ZapiTranslator;

/** A defect of the gateway costs no body, tells nothing of it, and is never answered 200. */
class UnexpectedFailureIT {
    private static final String TEXT = "meu-segredo-de-cliente";
    private static final String BODY = Payloads.text("A", "1", TEXT);
    private static final String TOKEN = "AAAA0000BBBB1111CCCC2222";

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void detach() {
        log.detach();
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void aBodyWhoseTranslationFailsIsKept(Class<? extends Throwable> type) throws Exception {
        Throwable defect = type.getConstructor(String.class).newInstance(BODY);
        ZapiTranslator translator = mock(ZapiTranslator.class, call -> {
            throw defect;
        });

        try (RunningGateway gateway = start(ZapiTranslator.class, original -> translator)) {
            assertUnavailable(gateway.post("/webhooks/zapi", BODY));

            assertThat(gateway.bean(Refusals.class).count(Refusal.UNEXPECTED)).isOne();
            assertKept(gateway, BODY);
        }
        assertLogged();
    }

    @Test
    void anErrorBeforeTheBodyIsReadKeepsNothingAndEndsTheRequest() {
        RunningGateway.Setup setup = RunningGateway.in(folder).instance(0, "A", TOKEN, "");
        try (RunningGateway gateway = start(setup, Credentials.class, original -> {
            Credentials credentials = spy(original);
            doThrow(new StackOverflowError(BODY))
                    .doCallRealMethod()
                    .when(credentials)
                    .instancesOf(any(), any());
            return credentials;
        })) {
            assertUnavailable(gateway.post("/webhooks/zapi", BODY, "z-api-token", TOKEN));

            assertNothingInFlight(gateway);
            assertThat(gateway.bean(Refusals.class).count(Refusal.UNEXPECTED)).isOne();
            assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
            assertThat(gateway.post("/webhooks/zapi", BODY, "z-api-token", TOKEN)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertLogged();
    }

    @Test
    void aBodyThatWasReadIsKeptWhenAnErrorFollowsInTheSameStep() throws Exception {
        String malformed = "{" + TEXT;
        try (RunningGateway gateway = start(Inbox.class, original -> {
            Inbox inbox = spy(original);
            failing(() -> doThrow(new StackOverflowError(BODY))
                    .doCallRealMethod()
                    .when(inbox)
                    .keepRejected(any(), any(), any()));
            return inbox;
        })) {
            assertUnavailable(gateway.post("/webhooks/zapi", malformed));

            assertNothingInFlight(gateway);
            assertKept(gateway, malformed);
        }
        assertLogged();
    }

    @Test
    void aBodyWhoseAppendingFailsIsKept() throws Exception {
        try (RunningGateway gateway = start(Inbox.class, original -> {
            Inbox inbox = spy(original);
            failing(() -> doThrow(new IllegalStateException(BODY)).when(inbox).append(any(), any()));
            return inbox;
        })) {
            assertUnavailable(gateway.post("/webhooks/zapi", BODY));

            assertThat(gateway.bean(Refusals.class).count(Refusal.UNEXPECTED)).isOne();
            assertKept(gateway, BODY);
        }
        assertLogged();
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class})
    void whatCannotBeKeptEitherIsAnsweredTheSame(Class<? extends Throwable> type) throws Exception {
        Throwable keeping = type.getConstructor(String.class).newInstance(BODY);
        try (RunningGateway gateway = start(Inbox.class, original -> {
            Inbox inbox = spy(original);
            failing(() -> doThrow(new IllegalStateException(BODY)).when(inbox).append(any(), any()));
            failing(() -> doThrow(keeping).when(inbox).keepRejected(any(), any(), any()));
            return inbox;
        })) {
            assertUnavailable(gateway.post("/webhooks/zapi", BODY));

            assertNothingInFlight(gateway);
            assertThat(gateway.bean(Refusals.class).count(Refusal.UNEXPECTED)).isOne();
        }
        assertLogged();
    }

    @Test
    void whoeverHearsOfAStoredEventAndFailsChangesNoAnswer() {
        try (RunningGateway gateway = RunningGateway.in(folder)
                .initializer(context -> log.attach())
                .initializer(context -> context.registerBean("failing", AcceptanceListener.class, () -> events -> {
                    throw new IllegalStateException(BODY);
                }))
                .start()) {
            assertThat(gateway.post("/webhooks/zapi", BODY).statusCode()).isEqualTo(200);
            assertThat(gateway.bean(Inbox.class).stored()).isOne();
            assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
        }
        assertThat(log.lines())
                .anyMatch(line -> line.contains("failed for events that are stored: java.lang.IllegalStateException"))
                .noneMatch(line -> line.contains(TEXT));
    }

    private <T> RunningGateway start(Class<T> type, Function<T, T> replacement) {
        return start(RunningGateway.in(folder), type, replacement);
    }

    private <T> RunningGateway start(RunningGateway.Setup setup, Class<T> type, Function<T, T> replacement) {
        return setup.initializer(context -> log.attach())
                .initializer(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return type.isInstance(bean) ? replacement.apply(type.cast(bean)) : bean;
                    }
                }))
                .start();
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body())
                .contains("urn:zapi-gateway:problem:unavailable")
                .doesNotContain(TEXT);
    }

    private static void assertNothingInFlight(RunningGateway gateway) {
        assertThat(gateway.bean(CamelContext.class).getInflightRepository().size())
                .isZero();
    }

    private static void assertKept(RunningGateway gateway, String body) throws Exception {
        assertThat(gateway.property(InboxAddresses.REJECTED, "reason")).containsExactly("UNEXPECTED");
        assertThat(gateway.drain(InboxAddresses.REJECTED))
                .singleElement()
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    private void assertLogged() {
        assertThat(log.lines())
                .anyMatch(line -> line.contains("a request failed unexpectedly and is answered 503: "))
                .noneMatch(line -> line.contains(TEXT));
    }

    private static void failing(Stubbing stubbing) {
        try {
            stubbing.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    private interface Stubbing {
        void run() throws Exception;
    }
}
