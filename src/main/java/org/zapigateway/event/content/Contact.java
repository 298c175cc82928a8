package org.zapigateway.event.content;

import java.util.List;

/**
 * A contact card.
 *
 * @param name the shown name, or {@code null}
 * @param phones its numbers as sent; {@code null} when there are none
 * @param vcard the card in vCard format, or {@code null}
 */
public record Contact(String name, List<String> phones, String vcard) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.CONTACT;
    }
}
