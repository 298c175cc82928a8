package org.zapigateway.bench.tool;

import java.util.Collection;
import java.util.List;

/** The middle and the ends of a few measurements; a mean would let one disturbed round speak for all. */
record Spread(double median, double min, double max, int rounds) {

    static Spread of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        if (n == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(n - 1), n);
    }
}
