package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonValue;

/** The sort of a chat. */
public enum ChatKind {
    DIRECT("direct"),
    GROUP("group"),
    CHANNEL("channel"),
    BROADCAST("broadcast"),
    STATUS("status");

    private final String text;

    ChatKind(String text) {
        this.text = text;
    }

    /** The name that users see, for example {@code direct}. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
