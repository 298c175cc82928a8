package org.zapigateway.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A chat whose texts are posted one after the other: each again and again until it is answered 200, and then the next. */
final class TalkingChat extends Thread {
    private static final int PAUSE_MILLIS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;
    private final int chat;
    private final AtomicInteger accepted;
    private volatile boolean over;
    private volatile int sent;

    /**
     * Prepares the chat.
     *
     * @param accepted counts the answers of all chats
     */
    TalkingChat(int port, int chat, AtomicInteger accepted) {
        super("CHAT" + chat);
        this.uri = URI.create("http://127.0.0.1:" + port + "/webhooks/zapi");
        this.chat = chat;
        this.accepted = accepted;
        setDaemon(true);
    }

    /** How many texts were answered 200. Their numbers began with 0; their ids are the chat's name, a dash, the number. */
    int sent() {
        return sent;
    }

    /** Returns when the text in hand is answered, too. */
    void end() throws InterruptedException {
        over = true;
        join();
    }

    @Override
    public void run() {
        while (!over) {
            String text = text(sent);
            boolean answered = false;
            // Also when it is over: what was not answered may be stored nevertheless.
            while (!answered) {
                answered = isAccepted(text);
            }
            sent++;
            accepted.incrementAndGet();
        }
    }

    private boolean isAccepted(String payload) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .header("z-api-token", GatewayProcess.TOKEN)
                .POST(BodyPublishers.ofString(payload))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Killed, or not yet up again: the same text again in a moment.
            pause();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(int number) {
        return "{\"type\":\"ReceivedCallback\",\"instanceId\":\"" + GatewayProcess.INSTANCE + "\",\"messageId\":\""
                + getName() + "-" + number + "\",\"phone\":\"55009400" + (10_000 + chat) + "\",\"fromMe\":false,"
                + "\"isGroup\":false,\"momment\":" + (1_757_390_000_000L + number)
                + ",\"status\":\"RECEIVED\",\"text\":{\"message\":\"number " + number + "\"}}";
    }
}
