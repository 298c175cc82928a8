/**
 * The canonical model: what happened on a WhatsApp number, whoever tells of it. Knows only the JDK and Jackson,
 * and {@link org.zapigateway.event.EventSchemas} a JSON Schema validator.
 */
package org.zapigateway.event;
