package org.zapigateway.cli.samples;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.zapigateway.cli.samples.Scenes.Script;
import org.zapigateway.event.ChatKind;

/**
 * The days of a shop on WhatsApp, one payload after the other, without end: customers ask, order, complain and pay,
 * the staff talks in groups, the number loses its connection. Several chats are busy at a time. What refers to a
 * message comes after it. Not thread-safe.
 */
public final class ShopDay {
    /** After so many payloads a day is over: everything that can happen has happened. */
    public static final int PAYLOADS = 500;

    private static final int BUSY_CHATS = 8;

    private final Shop shop;
    private final Chance chance;
    private final Callbacks callbacks;
    private final Scenes scenes;
    private final Random order;
    private final List<Chat> idle;
    private final List<Scene> playing = new ArrayList<>();
    private final List<Script> waiting = new ArrayList<>();

    /**
     * @param instance Z-API's id of the shop's number
     * @param seed decides who writes what to whom; only the times differ between two days with the same seed
     * @param clock what time it is when a payload is made
     */
    public ShopDay(String instance, long seed, InstantSource clock) {
        chance = new Chance(seed);
        order = new Random(seed);
        shop = new Shop(instance, chance);
        callbacks = new Callbacks(shop, chance, clock);
        Media media = new Media(shop, chance);
        Contents contents = new Contents(shop, chance, callbacks, media);
        scenes = new Scenes(shop, callbacks, contents, media, new Commerce(shop, chance, callbacks, media));
        idle = new ArrayList<>(shop.chats());
        Collections.shuffle(idle, order);
    }

    /** What happens next. */
    public Sample next() {
        while (playing.size() < BUSY_CHATS) {
            begin();
        }
        Scene scene = playing.get(order.nextInt(playing.size()));
        Sample sample = scene.next();
        if (scene.isOver()) {
            playing.remove(scene);
            idle.add(scene.chat());
        }
        return sample;
    }

    // There are more customers than busy chats, so one of a new day can always begin.
    private void begin() {
        Script script = waiting.stream()
                .filter(one -> idleChat(one.kind()).isPresent())
                .findFirst()
                .orElse(null);
        if (script == null) {
            List<Script> day = scenes.ofADay();
            Collections.shuffle(day, order);
            waiting.addAll(day);
        } else {
            waiting.remove(script);
            begin(script, idleChat(script.kind()).orElseThrow());
        }
    }

    private void begin(Script script, Chat chat) {
        idle.remove(chat);
        Scene scene = new Scene(shop, chat, callbacks, chance);
        script.steps().accept(scene);
        playing.add(scene);
    }

    private Optional<Chat> idleChat(ChatKind kind) {
        return idle.stream().filter(chat -> chat.kind() == kind).findFirst();
    }
}
