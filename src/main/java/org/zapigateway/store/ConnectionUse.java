package org.zapigateway.store;

/**
 * How the connections to the gateway's database are used.
 *
 * @param busy how many are in use
 * @param most how many there may be
 * @param waiting how many threads wait for one; more than none for long: routes want more at once than there may be
 */
public record ConnectionUse(int busy, int most, int waiting) {}
