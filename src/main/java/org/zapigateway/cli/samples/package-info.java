/**
 * Payloads as Z-API would post them, made up: a shop's days on WhatsApp. Phone numbers bear the area code 00, which
 * does not exist, and addresses end in {@code .example}.
 */
package org.zapigateway.cli.samples;
