package org.zapigateway.operations;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.console.*}: the page for operators at {@code /console} on the operations port.
 *
 * @param enabled whether the page is served; without it nothing is remembered or counted for it
 */
public record ConsoleSettings(@DefaultValue("true") boolean enabled) {}
