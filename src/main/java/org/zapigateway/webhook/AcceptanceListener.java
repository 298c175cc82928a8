package org.zapigateway.webhook;

import java.util.List;
import org.zapigateway.event.CanonicalEvent;

/**
 * Hears of each request whose events are on disk, repeats too. It is called by the thread that answers, many at a time:
 * it must neither wait nor fail.
 */
@FunctionalInterface
public interface AcceptanceListener {
    /**
     * A request was accepted.
     *
     * @param events what it became, at least one; of one instance
     */
    void accepted(List<CanonicalEvent> events);
}
