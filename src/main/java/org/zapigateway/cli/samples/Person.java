package org.zapigateway.cli.samples;

/**
 * Somebody who writes.
 *
 * @param phone digits
 * @param lid ends in {@code @lid}
 * @param photo a URL without signature, or {@code null}
 */
record Person(String phone, String lid, String name, String photo) {}
