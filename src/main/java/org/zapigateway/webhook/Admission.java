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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Answers 503 before the edge's route is there and while it goes: the port is open before the routes are, and a sender
 * may take the 404 of that moment as final (TRAPS C5). It also bounds the requests in hand, and lets only POST pass.
 */
public final class Admission implements Filter {
    private final BooleanSupplier open;
    private final Semaphore places;
    private final LongAdder refused = new LongAdder();

    /**
     * Makes the filter.
     *
     * @param open whether the gateway takes events at all
     */
    Admission(BooleanSupplier open, int maxInFlight) {
        this.open = open;
        this.places = new Semaphore(maxInFlight);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"POST".equals(((HttpServletRequest) request).getMethod())) {
            // Not left to the route: Spring answers a browser's preflight itself, by 403, and logs verbs it never saw.
            Problem.NOT_POST.answer((HttpServletResponse) response);
            return;
        }
        if (!open.getAsBoolean() || !places.tryAcquire()) {
            refused.increment();
            Problem.UNAVAILABLE.answer((HttpServletResponse) response);
            return;
        }
        try {
            chain.doFilter(request, response);
            sayGoodbye((HttpServletResponse) response);
        } finally {
            places.release();
        }
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

    /** How many requests were refused since the start. */
    public long refused() {
        return refused.sum();
    }
}
