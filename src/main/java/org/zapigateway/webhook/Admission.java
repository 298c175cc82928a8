package org.zapigateway.webhook;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Lets a request pass to the edge's route, or refuses it at once, before anything of its body is read. It answers 503
 * until the route is there and while it goes: the port is open before the routes are, and a sender may take the 404 of
 * that moment as final (TRAPS C5). It also bounds the requests in hand.
 */
final class Admission implements Filter {
    private final String path;
    private final BooleanSupplier open;
    private final Semaphore places;
    private final Refusals refusals;

    /**
     * Makes the filter.
     *
     * @param open whether the gateway takes events at all
     */
    Admission(WebhookSettings settings, BooleanSupplier open, Refusals refusals) {
        this.path = settings.path();
        this.open = open;
        this.places = new Semaphore(settings.maxInFlight());
        this.refusals = refusals;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!isTheEdge(http)) {
            refusals.answer(Refusal.UNKNOWN_PATH, http, answer);
        } else if (!"POST".equals(http.getMethod())) {
            // Not left to the route: Spring answers a browser's preflight itself, by 403, and logs verbs it never saw.
            refusals.answer(Refusal.NOT_POST, http, answer);
        } else if (!open.getAsBoolean()) {
            refusals.answer(Refusal.CLOSED, http, answer);
        } else if (!places.tryAcquire()) {
            refusals.answer(Refusal.TOO_MANY_REQUESTS, http, answer);
        } else {
            try {
                chain.doFilter(request, response);
                sayGoodbye(answer);
            } finally {
                places.release();
            }
        }
    }

    /**
     * Looks at the path as it was sent, as the route does. Tomcat maps filters by the path that is left when dots are
     * resolved, so a filter on the webhook's path alone could be walked around.
     */
    private boolean isTheEdge(HttpServletRequest request) {
        String sent = request.getRequestURI().substring(request.getContextPath().length());
        return sent.equals(path) || sent.startsWith(path + "/");
    }

    /**
     * The server closes its connections as soon as it stops. A sender that was not told would lose its next request on
     * one of them; a 503 tells by itself.
     */
    private void sayGoodbye(HttpServletResponse response) {
        if (!open.getAsBoolean()) {
            response.setHeader("Connection", "close");
        }
    }
}
