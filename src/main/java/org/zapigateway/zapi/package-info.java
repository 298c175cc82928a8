/**
 * Z-API's payloads and their translation into canonical events. Knows the event room, the JDK, Jackson and SLF4J.
 */
package org.zapigateway.zapi;
