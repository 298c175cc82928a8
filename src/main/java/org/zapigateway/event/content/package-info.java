/**
 * What a message contains, one record per kind. Knows only the JDK and Jackson.
 */
package org.zapigateway.event.content;
