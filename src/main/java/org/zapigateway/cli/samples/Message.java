package org.zapigateway.cli.samples;

/**
 * A message that was sent before, so that others can refer to it.
 *
 * @param sender {@code null} for the shop
 */
record Message(String id, Person sender) {
    boolean isFromShop() {
        return sender == null;
    }
}
