package org.zapigateway.webhook;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.events.*}: what canonical events hold.
 *
 * @param includeOriginal whether each event carries Z-API's object untouched; an event that is not understood does so
 *     always
 */
public record EventsSettings(@DefaultValue("true") boolean includeOriginal) {}
