package org.zapigateway.webhook;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.events.*}: what canonical events hold.
 *
 * @param includeOriginal whether each event carries Z-API's object untouched; one that is not understood, or that has a
 *     field or a content which the event has no place for, does so always
 */
public record EventsSettings(@DefaultValue("true") boolean includeOriginal) {}
