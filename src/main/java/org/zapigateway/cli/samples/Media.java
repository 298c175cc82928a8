package org.zapigateway.cli.samples;

import static org.zapigateway.cli.samples.Contents.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Pictures, sounds and files (FIELD_CATALOGUE section 2). */
final class Media {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Shop shop;
    private final Chance chance;

    Media(Shop shop, Chance chance) {
        this.shop = shop;
        this.chance = chance;
    }

    Content image(String caption) {
        return (chat, message) -> object("image", imageFields(message, caption));
    }

    Content video(String caption, boolean gif) {
        return (chat, message) -> object(
                "video",
                JSON.objectNode()
                        .put("videoUrl", url(message, "mp4"))
                        .put("caption", caption)
                        .put("mimeType", "video/mp4")
                        .put("width", 720)
                        .put("height", 1280)
                        .put("seconds", chance.between(2, 60))
                        .put("viewOnce", false)
                        .put("isGif", gif));
    }

    Content videoNote() {
        return (chat, message) -> object(
                "ptv",
                JSON.objectNode()
                        .put("ptvUrl", url(message, "mp4"))
                        .put("caption", "")
                        .put("mimeType", "video/mp4")
                        .put("width", 400)
                        .put("height", 400));
    }

    Content audio(boolean voice) {
        return (chat, message) -> object(
                "audio",
                JSON.objectNode()
                        .put("ptt", voice)
                        .put("seconds", chance.between(1, 180))
                        .put("audioUrl", url(message, "ogg"))
                        .put("mimeType", "audio/ogg; codecs=opus")
                        .put("viewOnce", false));
    }

    Content document() {
        return (chat, message) -> {
            String name = "nota-" + chance.digits(5);
            return object(
                    "document",
                    JSON.objectNode()
                            .putNull("caption")
                            .put("documentUrl", url(message, "pdf"))
                            .put("mimeType", "application/pdf")
                            .put("title", name)
                            .put("pageCount", chance.between(1, 4))
                            .put("fileName", name + ".pdf"));
        };
    }

    Content sticker() {
        return (chat, message) -> object(
                "sticker",
                JSON.objectNode()
                        .put("stickerUrl", url(message, "webp"))
                        .put("mimeType", "image/webp")
                        .put("width", 512)
                        .put("height", 512));
    }

    ObjectNode imageFields(Message message, String caption) {
        return JSON.objectNode()
                .put("imageUrl", url(message, "jpeg"))
                .put("thumbnailUrl", url(message, "jpeg"))
                .put("caption", caption)
                .put("mimeType", "image/jpeg")
                .put("width", 1200)
                .put("height", 1600)
                .put("viewOnce", false);
    }

    /** The URL of a file, in the shape of Z-API's (FACTS M2) and at a host that does not exist. */
    String url(Message message, String ending) {
        return "https://files.example/file/temp-file-download/instances/" + shop.instance() + "/" + message.id() + "/"
                + chance.hex(22) + "==." + ending;
    }
}
