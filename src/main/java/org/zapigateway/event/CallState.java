package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a call stands (FIELD_CATALOGUE section 3). */
public enum CallState {
    RINGING("ringing"),
    MISSED("missed"),
    ACCEPTED("accepted"),
    STARTED("started"),
    ENDED("ended");

    private final String text;

    CallState(String text) {
        this.text = text;
    }

    /** The name that users see, for example {@code ringing}. */
    @JsonValue
    public String text() {
        return text;
    }
}
