/**
 * Z-API's payloads and their translation into canonical events, and Z-API's management API. Knows the event room, the
 * JDK, Jackson and SLF4J.
 */
package org.zapigateway.zapi;
