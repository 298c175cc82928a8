package org.zapigateway.zapi;

import java.time.Duration;
import java.time.Instant;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.event.content.Media;

/** Reads files: all media have one shape, only the name of the URL differs. */
final class MediaReader {
    // FACTS M1: Z-API deletes media after 30 days.
    private static final Duration LIFE = Duration.ofDays(30);

    private MediaReader() {}

    static Media image(Fields content, Instant time) {
        return read(ContentKind.IMAGE, content, "imageUrl", time);
    }

    static Media audio(Fields content, Instant time) {
        return read(content.isTrue("ptt") ? ContentKind.VOICE : ContentKind.AUDIO, content, "audioUrl", time);
    }

    static Media video(Fields content, Instant time) {
        return read(content.isTrue("isGif") ? ContentKind.GIF : ContentKind.VIDEO, content, "videoUrl", time);
    }

    static Media videoNote(Fields content, Instant time) {
        return read(ContentKind.VIDEO_NOTE, content, "ptvUrl", time);
    }

    static Media document(Fields content, Instant time) {
        return read(ContentKind.DOCUMENT, content, "documentUrl", time);
    }

    static Media sticker(Fields content, Instant time) {
        return read(ContentKind.STICKER, content, "stickerUrl", time);
    }

    /** The Status that a message answers; {@code null} for a text Status, of which Z-API shows nothing. */
    static Media repliedStatus(Fields message, Instant time) {
        if (message.hasObject("statusImage")) {
            return image(message.object("statusImage"), time);
        }
        if (message.hasObject("statusVideo")) {
            return video(message.object("statusVideo"), time);
        }
        return message.hasObject("statusAudio") ? audio(message.object("statusAudio"), time) : null;
    }

    /** A file of which only the URL is sent; {@code null} without one. */
    static Media ofUrl(ContentKind kind, Fields content, String urlName, Instant time) {
        return content.text(urlName) == null ? null : read(kind, content, urlName, time);
    }

    private static Media read(ContentKind kind, Fields content, String urlName, Instant time) {
        String url = content.text(urlName);
        return new Media(
                kind,
                url,
                content.text("thumbnailUrl"),
                // The documentation's older spelling of a replied Status (FIELD_CATALOGUE section 11).
                content.text("mimeType", "mimetype"),
                content.text("caption"),
                content.text("fileName"),
                content.text("title"),
                content.positive("pageCount"),
                content.positive("width"),
                content.positive("height"),
                content.count("seconds"),
                content.flag("viewOnce"),
                url == null ? null : time.plus(LIFE),
                content.text("downloadError"));
    }
}
