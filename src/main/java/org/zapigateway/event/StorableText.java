package org.zapigateway.event;

/**
 * Text that every store takes. JSON can carry U+0000 and unpaired surrogates as escapes; PostgreSQL refuses the first
 * in {@code text} and {@code jsonb}, and no UTF-8 encoder can write the second. One such character in a chat message
 * must not stop a queue, so canonical text bears U+FFFD instead. The original keeps the escape as it was sent.
 */
public final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text with what cannot be stored replaced; the same object when there is nothing to replace. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isStorable(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder storable = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (!isStorable(text, i)) {
                storable.setCharAt(i, REPLACEMENT);
            }
        }
        return storable.toString();
    }

    private static boolean isStorable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c != 0;
    }
}
