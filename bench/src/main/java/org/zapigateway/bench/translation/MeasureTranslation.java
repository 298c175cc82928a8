package org.zapigateway.bench.translation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.zapigateway.zapi.ZapiTranslator;

/** Runs the benchmark of the translation and prints what one event costs. Arguments: corpus, forks, iterations. */
public final class MeasureTranslation {
    private static final List<String> STEPS = List.of("parse", "translate", "write", "whole");
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private MeasureTranslation() {}

    public static void main(String[] arguments) throws Exception {
        Options options = new OptionsBuilder()
                .include(TranslationBenchmark.class.getName())
                .param("corpus", arguments[0])
                .forks(Integer.parseInt(arguments[1]))
                .warmupIterations(5)
                .measurementIterations(Integer.parseInt(arguments[2]))
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .build();
        Collection<RunResult> results = new Runner(options).run();

        Corpus corpus = Corpus.at(arguments[0]);
        int events = corpus.events(new ZapiTranslator(true, instance -> null)).size();
        print(
                "%n%d %s become %d events, Java %s%n%n",
                corpus.bodies().size(), corpus.name(), events, System.getProperty("java.version"));
        print("| step | µs per event | ± | bytes per event |%n|---|---:|---:|---:|%n");
        for (String step : STEPS) {
            RunResult result = results.stream()
                    .filter(one -> one.getParams().getBenchmark().endsWith("." + step))
                    .findFirst()
                    .orElseThrow();
            print(
                    "| %s | %.2f | %.2f | %.0f |%n",
                    step,
                    result.getPrimaryResult().getScore() / events,
                    result.getPrimaryResult().getScoreError() / events,
                    result.getSecondaryResults().get(ALLOCATED).getScore() / events);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
