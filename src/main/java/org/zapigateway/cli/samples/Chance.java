package org.zapigateway.cli.samples;

import java.util.List;
import java.util.Random;

/** Everything that differs from day to day. The same seed gives the same. Not thread-safe. */
final class Chance {
    private static final String HEX = "0123456789ABCDEF";

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A whole number; both ends may occur. */
    int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    String hex(int length) {
        return characters(HEX, length);
    }

    /** Digits, of which the first is no zero. */
    String digits(int length) {
        return between(1, 9) + characters(HEX.substring(0, 10), length - 1);
    }

    /** A message id in the shape of the app that sent it: WhatsApp Web and Z-API, an iPhone, an Android phone. */
    String messageId() {
        return switch (between(0, 3)) {
            case 0 -> "3A" + hex(18);
            case 1 -> "AC" + hex(30);
            default -> apiMessageId();
        };
    }

    /** The id of a message that Z-API itself sends. */
    String apiMessageId() {
        return "3EB0" + hex(18);
    }

    private String characters(String alphabet, int length) {
        StringBuilder characters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            characters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return characters.toString();
    }
}
