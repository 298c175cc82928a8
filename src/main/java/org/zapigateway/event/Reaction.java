package org.zapigateway.event;

/**
 * A reaction: exactly one of the two is present.
 *
 * @param emoji the emoji, or {@code null} when the reaction was taken back
 * @param removed {@code true} when the reaction was taken back, else {@code null}
 */
public record Reaction(String emoji, Boolean removed) {
    /** The reaction with that emoji; {@code null} or an empty text is the removal (FIELD_CATALOGUE section 2). */
    public static Reaction of(String emoji) {
        return emoji == null || emoji.isEmpty() ? new Reaction(null, true) : new Reaction(emoji, null);
    }
}
