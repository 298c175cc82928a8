package org.zapigateway.cli;

/** Text of strangers, made harmless for a terminal. */
final class Printable {
    private Printable() {}

    /**
     * The text with the characters that steer a terminal, or turn the direction of the text, written as JSON escapes.
     * Line feeds stay. JSON stays JSON of the same meaning, for such characters occur in its strings only.
     */
    static String of(String text) {
        if (text.chars().noneMatch(Printable::steers)) {
            return text;
        }
        StringBuilder harmless = new StringBuilder(text.length() + 32);
        text.chars().forEach(character -> {
            if (steers(character)) {
                harmless.append(String.format("\\u%04x", character));
            } else {
                harmless.append((char) character);
            }
        });
        return harmless.toString();
    }

    /** The text, or as many characters of its beginning; {@code null} for none. */
    static String shortened(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static boolean steers(int character) {
        return Character.isISOControl(character) && character != '\n'
                || character >= 0x202a && character <= 0x202e
                || character >= 0x2066 && character <= 0x2069;
    }
}
