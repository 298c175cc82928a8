package org.zapigateway.store;

import java.time.Instant;

/**
 * How an instance stands by the newest events that tell. What is not known is {@code null}.
 *
 * @param changedAt when it was connected or disconnected, by Z-API's clock
 * @param lastError the newest error of a disconnection or of the proxy, without credentials
 */
public record InstanceState(String instanceId, Boolean connected, Instant changedAt, String lastError) {}
