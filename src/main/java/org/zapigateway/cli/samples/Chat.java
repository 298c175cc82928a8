package org.zapigateway.cli.samples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.zapigateway.event.ChatKind;

/** A chat of the shop and what was last said in it. */
final class Chat {
    // As many as were ever seen in one status (FACTS S7).
    private static final int REMEMBERED = 31;

    private final ChatKind kind;
    private final String address;
    private final String name;
    private final List<Person> people;
    private final Deque<Message> messages = new ArrayDeque<>();
    private final List<String> unread = new ArrayList<>();

    /**
     * @param address Z-API's {@code phone}
     * @param people who writes here, beside the shop
     */
    Chat(ChatKind kind, String address, String name, List<Person> people) {
        this.kind = kind;
        this.address = address;
        this.name = name;
        this.people = people;
    }

    ChatKind kind() {
        return kind;
    }

    boolean isDirect() {
        return kind == ChatKind.DIRECT;
    }

    String address() {
        return address;
    }

    String name() {
        return name;
    }

    List<Person> people() {
        return people;
    }

    /** The customer of a direct chat. */
    Person customer() {
        return people.get(0);
    }

    void remember(Message message) {
        if (messages.size() == REMEMBERED) {
            messages.removeLast();
        }
        messages.addFirst(message);
        if (!message.isFromShop() && unread.size() < REMEMBERED) {
            unread.add(message.id());
        }
    }

    /** The newest message of the shop, or of somebody else. */
    Message last(boolean fromShop) {
        return messages.stream()
                .filter(message -> message.isFromShop() == fromShop)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a scene refers to a message before there is one"));
    }

    /** The newest message of all. */
    Message last() {
        return messages.getFirst();
    }

    /** The messages that the shop has not read; from now on it has. */
    List<String> read() {
        List<String> read = List.copyOf(unread);
        unread.clear();
        return read;
    }
}
