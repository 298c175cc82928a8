package org.zapigateway.event;

/**
 * Where a message was written.
 *
 * @param id Z-API's {@code phone} as sent: the one address that messages, statuses and presence share
 * @param kind what sort of chat it is
 * @param phone the digits of the phone number, when known
 * @param lid WhatsApp's privacy id, ends in {@code @lid}, when known
 * @param name the contact's, group's or channel's name, when known
 */
public record Chat(String id, ChatKind kind, String phone, String lid, String name) {}
