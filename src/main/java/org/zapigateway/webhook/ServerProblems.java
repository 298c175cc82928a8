package org.zapigateway.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** Answers what is refused before any filter, such as a head that is no HTTP, as a problem instead of Tomcat's page. */
final class ServerProblems extends ErrorReportValve {
    private final Refusals refusals;

    ServerProblems(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < Response.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            refusals.answer(Refusal.ofStatus(response.getStatus()), request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
