package org.zapigateway;

/** How long the proofs run: {@code ./mvnw verify} runs few rounds, {@code ./mvnw verify -Pproof} many. */
public final class Rounds {
    /** The system property that says so: {@link #LONG} or {@code short}. */
    public static final String PROPERTY = "proof.rounds";

    public static final String LONG = "long";

    private Rounds() {}

    public static boolean areLong() {
        String rounds = System.getProperty(PROPERTY, "short");
        return switch (rounds) {
            case LONG -> true;
            case "short" -> false;
            default -> throw new IllegalArgumentException(PROPERTY + " is '" + rounds + "'; it must be short or long");
        };
    }

    /** How many rounds of something. */
    public static int of(int ifShort, int ifLong) {
        return areLong() ? ifLong : ifShort;
    }
}
