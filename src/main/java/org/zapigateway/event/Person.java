package org.zapigateway.event;

/**
 * Somebody who took part: a sender, a reader, a member of a group. WhatsApp shows a person by phone number or by LID,
 * and by either in adjacent events (FIELD_CATALOGUE section 8), so any part may be absent.
 *
 * @param phone the digits of the phone number, or {@code null}
 * @param lid WhatsApp's privacy id, ends in {@code @lid}, or {@code null}
 * @param name the name the person gave themself, or {@code null}
 * @param address the value by which Z-API named the person in this event, exactly as sent, or {@code null}
 * @param device which of the person's devices: 0 is the phone, others are companions; or {@code null}
 */
public record Person(String phone, String lid, String name, String address, Integer device) {
    /** The person, or {@code null} when nothing at all is known. */
    public static Person of(String phone, String lid, String name, String address, Integer device) {
        boolean unknown = phone == null && lid == null && name == null && address == null && device == null;
        return unknown ? null : new Person(phone, lid, name, address, device);
    }
}
