package org.zapigateway.bench.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a load, each with a message id of its own: the same that {@code bench/load/post.lua} makes. Rendered once
 * per chat; a request is that text with its id put in.
 */
final class Posts {

    private static final int CHATS = 1000;
    private static final int ID_LENGTH = 40;

    private record Chat(String start, String end) {}

    private final List<Chat> chats = new ArrayList<>();
    private final String idPrefix;

    private Posts(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** @param file the message with its placeholders, or {@code empty} for requests without a body */
    static Posts of(String file, String port, String run, String instance, String token) throws IOException {
        String head = "POST /webhooks/zapi HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nserver: Z-API\r\norigin: https://api.z-api.io\r\ncontent-type: application/json\r\nz-api-token: "
                + token + "\r\nContent-Length: ";
        Posts posts = new Posts("3EB0" + run + "FFFF");
        if (file.equals("empty")) {
            posts.chats.add(new Chat(head + "0\r\n\r\n", ""));
            return posts;
        }
        String template = Files.readString(Path.of(file)).strip();
        for (int chat = 1; chat <= CHATS; chat++) {
            posts.chats.add(chat(head, rendered(template, chat, instance)));
        }
        return posts;
    }

    /** The bytes of a request; the same number gives the same message. */
    byte[] request(long number) {
        Chat chat = chats.get((int) (number % chats.size()));
        String id = chat.end.isEmpty() ? "" : idPrefix + String.format("%024X", number);
        return (chat.start + id + chat.end).getBytes(StandardCharsets.UTF_8);
    }

    private static Chat chat(String head, String body) {
        String[] parts = body.split("\\{\\{messageId}}");
        int length = (parts[0] + parts[1]).getBytes(StandardCharsets.UTF_8).length + ID_LENGTH;
        return new Chat(head + length + "\r\n\r\n" + parts[0], parts[1]);
    }

    private static String rendered(String template, int chat, String instance) {
        return template.replace("{{instance}}", instance)
                .replace("{{chat}}", String.valueOf(40000 + chat))
                .replace("{{phone}}", String.valueOf(5511910000000L + chat * 7919L))
                .replace("{{lid}}", String.valueOf(90000000000000L + chat * 7919L))
                .replace("{{padding}}", "");
    }
}
