/**
 * The canonical model: what happened on a WhatsApp number, whoever tells of it. Knows only the JDK and Jackson.
 */
package org.zapigateway.event;
