package org.zapigateway.event;

/**
 * The advertisement that led a person to write, sent beside a text (FIELD_CATALOGUE section 2, {@code
 * externalAdReply}).
 *
 * @param title the headline, or {@code null}
 * @param text the body, or {@code null}
 * @param sourceType for example {@code ad}, or {@code null}
 * @param sourceId the advertisement's id; its digits exceed 2^53, so it is text; or {@code null}
 * @param sourceUrl where it was shown, or {@code null}
 * @param clickId the click-to-WhatsApp click id that conversion reporting needs, or {@code null}
 * @param mediaType Z-API's number for the medium, or {@code null}
 * @param autoReply whether it greets by itself whom it leads to write, or {@code null}
 * @param thumbnailUrl its picture, or {@code null}
 */
public record Advertisement(
        String title,
        String text,
        String sourceType,
        String sourceId,
        String sourceUrl,
        String clickId,
        Integer mediaType,
        Boolean autoReply,
        String thumbnailUrl) {}
