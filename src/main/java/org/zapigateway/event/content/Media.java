package org.zapigateway.event.content;

import java.time.Instant;

/**
 * A file: image, audio, voice, video, gif, video-note, document or sticker. All share this shape.
 *
 * @param kind which of them
 * @param url where to fetch it without authentication, a capability to treat as a secret (FACTS M3); {@code null} in a caption edit or after a failed download
 * @param thumbnailUrl a small picture, or {@code null}
 * @param mimeType the media type, or {@code null}
 * @param caption the text below it, or {@code null}
 * @param fileName the file name of a document, or {@code null}
 * @param title the title of a document, or {@code null}
 * @param pageCount the pages of a document, or {@code null}
 * @param width in pixels; {@code null} when unknown, which Z-API sends as 0
 * @param height in pixels; {@code null} when unknown
 * @param seconds how long it plays; {@code null} when not sent
 * @param viewOnce whether it may be seen only once, or {@code null}
 * @param expiresAt when Z-API deletes the file, 30 days after the event (FACTS M1); {@code null} without a URL
 * @param downloadError why Z-API could not fetch it, or {@code null}
 */
public record Media(
        ContentKind kind,
        String url,
        String thumbnailUrl,
        String mimeType,
        String caption,
        String fileName,
        String title,
        Integer pageCount,
        Integer width,
        Integer height,
        Integer seconds,
        Boolean viewOnce,
        Instant expiresAt,
        String downloadError)
        implements Content {}
