package org.zapigateway.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.zapigateway.event.PersonAddresses;
import org.zapigateway.subscription.OperatorReason;

/**
 * {@code POST /actuator/privacy/export} and {@code …/erase}: what is known of a person. Both answer line by line (NDJSON,
 * {@link PrivacyLine}), because both may take long.
 */
final class PrivacyEndpoint {
    private static final String PATH = "/actuator/privacy";

    private final Privacy privacy;
    private final PayloadAudit audit;

    PrivacyEndpoint(Privacy privacy, PayloadAudit audit) {
        this.privacy = privacy;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST(PATH + "/export", OperationsJson::isJson, this::export)
                .POST(PATH + "/erase", OperationsJson::isJson, this::erase)
                .POST(PATH + "/*", request -> ServerResponse.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                        .build())
                .onError(
                        IllegalArgumentException.class,
                        (e, request) -> OperationsJson.problem(HttpStatus.BAD_REQUEST, e.getMessage()))
                // Spring's own for databases and transactions.
                .onError(
                        NestedRuntimeException.class,
                        (e, request) -> OperationsJson.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the database does not answer, so nothing was looked for; try again when it does"))
                .build();
    }

    private ServerResponse export(ServerRequest request) throws IOException {
        PrivacyRequest asked = read(request);
        audit.shownOfAPerson(request);
        return answer(PrivacyTask.EXPORT, asked);
    }

    private ServerResponse erase(ServerRequest request) throws IOException {
        PrivacyRequest asked = read(request);
        if (asked.isDryRun()) {
            return answer(PrivacyTask.COUNT, asked);
        }
        OperatorReason.require(asked.reason(), "erasing");
        return answer(PrivacyTask.ERASE, asked);
    }

    private static PrivacyRequest read(ServerRequest request) throws IOException {
        return OperationsJson.read(request.servletRequest().getInputStream(), PrivacyRequest.class);
    }

    private ServerResponse answer(PrivacyTask task, PrivacyRequest asked) {
        PersonAddresses person = privacy.known(asked.person());
        return ServerResponse.ok().contentType(MediaType.APPLICATION_NDJSON).build((http, response) -> {
            OutputStream lines = response.getOutputStream();
            try {
                privacy.search(task, person, asked.reason(), line -> write(line, lines));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (IllegalArgumentException e) {
                write(PrivacyLine.error(e.getMessage()), lines);
            } catch (ActiveMQException | RuntimeException e) {
                write(PrivacyLine.error("it broke off (" + e.getClass().getSimpleName() + "); try again"), lines);
            }
            return null;
        });
    }

    /** At once: who waits for the next line sees how far it is. */
    private static void write(PrivacyLine line, OutputStream lines) {
        try {
            lines.write(OperationsJson.line(line).getBytes(StandardCharsets.UTF_8));
            if (line.record() == null) {
                lines.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
