package org.zapigateway.event.content;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a message contains. The documented set; anything new is {@link #UNRECOGNISED} until a release knows it. */
public enum ContentKind {
    TEXT("text"),
    IMAGE("image"),
    AUDIO("audio"),
    VOICE("voice"),
    VIDEO("video"),
    GIF("gif"),
    VIDEO_NOTE("video-note"),
    DOCUMENT("document"),
    STICKER("sticker"),
    CONTACT("contact"),
    LOCATION("location"),
    LIVE_LOCATION("live-location"),
    POLL("poll"),
    POLL_VOTE("poll-vote"),
    BUTTON_REPLY("button-reply"),
    LIST_REPLY("list-reply"),
    LIST("list"),
    BUTTONS("buttons"),
    TEMPLATE("template"),
    CAROUSEL("carousel"),
    PIX_KEY("pix-key"),
    PRODUCT("product"),
    ORDER("order"),
    PAYMENT_REQUEST("payment-request"),
    PAYMENT("payment"),
    ORDER_REVIEW("order-review"),
    INVOICE("invoice"),
    CHANNEL_INVITE("channel-invite"),
    PIN("pin"),
    CALENDAR_EVENT("calendar-event"),
    CALENDAR_REPLY("calendar-reply"),
    UNRECOGNISED("unrecognised");

    private final String text;

    ContentKind(String text) {
        this.text = text;
    }

    /** The name that users see, for example {@code video-note}. */
    @JsonValue
    public String text() {
        return text;
    }
}
