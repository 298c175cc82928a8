package org.zapigateway.proof;

/** How long the proofs run: {@code ./mvnw verify} runs few rounds, {@code ./mvnw verify -Pproof} many. */
final class Rounds {
    private Rounds() {}

    static boolean areLong() {
        String rounds = System.getProperty("proof.rounds", "short");
        return switch (rounds) {
            case "long" -> true;
            case "short" -> false;
            default -> throw new IllegalArgumentException("proof.rounds is '" + rounds + "'; it must be short or long");
        };
    }

    static int of(int ifShort, int ifLong) {
        return areLong() ? ifLong : ifShort;
    }
}
