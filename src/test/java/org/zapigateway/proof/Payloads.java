package org.zapigateway.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes payloads in the shapes of Z-API: texts of direct chats and groups, statuses with several ids, and in about one
 * of ten cases an earlier one again, a text with a new {@code momment} as WhatsApp's re-sends have it. Safe for use by
 * several threads; the same seed gives the same payloads.
 */
final class Payloads {
    private static final int CHATS = 40;
    private static final long BEGIN = 1_757_390_000_000L;
    private static final String[] WORDS = {"olá", "pedido", "🚀", "amanhã", "\\\"ok\\\"", "não", "R$ 10,00", "obrigado"
    };

    private final Random random;
    private final List<Payload> made = new ArrayList<>();
    private int messages;

    Payloads(long seed) {
        random = new Random(seed);
    }

    /** What comes next. */
    synchronized Payload next() {
        if (!made.isEmpty() && random.nextInt(10) == 0) {
            return made.get(random.nextInt(made.size())).again(time());
        }
        Payload payload = random.nextInt(3) == 0 ? statusOf(1 + random.nextInt(5)) : text();
        made.add(payload);
        return payload;
    }

    /** A text that was never sent. */
    synchronized Payload text() {
        String id = messageId();
        boolean group = random.nextInt(4) == 0;
        String words = IntStream.rangeClosed(0, random.nextInt(40))
                .mapToObj(i -> WORDS[random.nextInt(WORDS.length)])
                .collect(Collectors.joining(" "));
        String json = "{\"isStatusReply\":false,\"chatLid\":null,\"connectedPhone\":\"5500958810759\","
                + "\"waitingMessage\":false,\"isEdit\":false,\"isGroup\":" + group + ",\"isNewsletter\":false,"
                + "\"instanceId\":\"" + GatewayProcess.INSTANCE + "\",\"messageId\":\"" + id + "\",\"phone\":\""
                + chat(group) + "\",\"fromMe\":false,\"momment\":%d,\"status\":\"RECEIVED\","
                + "\"chatName\":\"Grupo 23\",\"senderPhoto\":null,\"senderName\":\"Contato 41\",\"photo\":null,"
                + "\"broadcast\":false,\"participantPhone\":" + (group ? "\"550052858111\"" : "null")
                + ",\"participantLid\":null,\"messageExpirationSeconds\":0,\"forwarded\":false,"
                + "\"type\":\"ReceivedCallback\",\"fromApi\":false,\"text\":{\"message\":\"" + words + "\"}}";
        return new Payload(json, time(), true, List.of(id));
    }

    /** Somebody writes. It has no id, so each one is an event of its own, and none is kept in the table. */
    Payload presence() {
        return plain("\"type\":\"PresenceChatCallback\",\"phone\":\"5500933902110\",\"status\":\"COMPOSING\","
                + "\"lastSeen\":null");
    }

    /** A kind of event that nobody knows yet. */
    Payload unknown() {
        return plain("\"type\":\"NewestCallback\",\"momment\":%d,\"news\":{\"é\":[1,2]}");
    }

    private Payload plain(String fields) {
        String json = "{\"instanceId\":\"" + GatewayProcess.INSTANCE + "\"," + fields + "}";
        return new Payload(json, time(), false, List.of("none"));
    }

    /** One status of that many messages. */
    synchronized Payload statusOf(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> messageId()).toList();
        String json = "{\"instanceId\":\"" + GatewayProcess.INSTANCE + "\",\"status\":\"READ\",\"ids\":[\""
                + String.join("\",\"", ids) + "\"],\"momment\":%d,\"phoneDevice\":0,\"phone\":\"" + chat(false)
                + "\",\"type\":\"MessageStatusCallback\",\"isGroup\":false}";
        return new Payload(json, time(), false, ids);
    }

    /** The ids of all messages that any payload speaks of. */
    synchronized List<String> messageIds() {
        return made.stream().flatMap(payload -> payload.messageIds().stream()).toList();
    }

    private String chat(boolean group) {
        int number = random.nextInt(CHATS);
        return group ? "1203636211081800" + (10 + number) + "-group" : "55009339021" + (10 + number);
    }

    private String messageId() {
        return "3EB0%016X".formatted(0xA000_0000L + messages++);
    }

    private long time() {
        return BEGIN + 1_000L * messages + random.nextInt(1_000);
    }

    /**
     * A payload.
     *
     * @param template its JSON, with a {@code %d} for its time
     * @param renewed whether a re-send of it bears a new time
     * @param messageIds the messages it speaks of, each becoming one event; one word for none
     */
    record Payload(String template, long time, boolean renewed, List<String> messageIds) {
        Payload again(long now) {
            return new Payload(template, renewed ? now : time, renewed, messageIds);
        }

        byte[] bytes() {
            return template.replace("%d", String.valueOf(time)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
