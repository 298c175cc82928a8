package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a message that was handed to Z-API. A failure may still be followed by an acceptance. */
public enum DeliveryOutcome {
    /** WhatsApp took it; that the contact has it is told by a status (FACTS S14). */
    ACCEPTED("accepted"),
    FAILED("failed");

    private final String text;

    DeliveryOutcome(String text) {
        this.text = text;
    }

    /** The name that users see, for example {@code accepted}. */
    @JsonValue
    public String text() {
        return text;
    }
}
