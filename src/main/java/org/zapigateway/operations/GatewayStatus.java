package org.zapigateway.operations;

import org.springframework.boot.actuate.health.Status;

/** What a part's state does to the whole. */
public final class GatewayStatus {
    /**
     * Something needs a person, but events are taken: a bad route file or a company broker that is down must never take
     * a replica out of service. It is answered 200.
     */
    public static final Status DEGRADED = new Status("DEGRADED");

    private GatewayStatus() {}
}
