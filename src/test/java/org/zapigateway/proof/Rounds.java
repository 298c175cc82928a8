package org.zapigateway.proof;

/** How long the proofs run: {@code ./mvnw verify} runs few rounds, {@code ./mvnw verify -Pproof} many. */
final class Rounds {
    static final String PROPERTY = "proof.rounds";
    static final String LONG = "long";

    private Rounds() {}

    static boolean areLong() {
        String rounds = System.getProperty(PROPERTY, "short");
        return switch (rounds) {
            case LONG -> true;
            case "short" -> false;
            default -> throw new IllegalArgumentException(PROPERTY + " is '" + rounds + "'; it must be short or long");
        };
    }

    static int of(int ifShort, int ifLong) {
        return areLong() ? ifLong : ifShort;
    }
}
