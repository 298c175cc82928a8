package org.zapigateway.bench.translation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventJson;
import org.zapigateway.zapi.MalformedPayloadException;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

/**
 * What the gateway does between a body and the event's text, as the edge does it: by step, and as a whole. One
 * invocation is all payloads of the corpus.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TranslationBenchmark {
    private final ZapiTranslator translator = new ZapiTranslator(true, instance -> "sales");
    private final Instant arrivedAt = Instant.now();

    @Param("")
    public String corpus;

    private List<byte[]> bodies;
    private List<ZapiPayload> payloads;
    private List<CanonicalEvent> events;

    @Setup
    public void read() throws Exception {
        Corpus all = Corpus.at(corpus);
        bodies = all.bodies();
        payloads = all.payloads();
        events = all.events(translator);
    }

    @Benchmark
    public void parse(Blackhole done) throws MalformedPayloadException {
        for (byte[] body : bodies) {
            done.consume(ZapiPayload.parse(body));
        }
    }

    @Benchmark
    public void translate(Blackhole done) {
        for (ZapiPayload payload : payloads) {
            done.consume(translator.translate(payload, arrivedAt));
        }
    }

    @Benchmark
    public void write(Blackhole done) {
        for (CanonicalEvent event : events) {
            done.consume(EventJson.bytes(event));
        }
    }

    @Benchmark
    public void whole(Blackhole done) throws MalformedPayloadException {
        for (byte[] body : bodies) {
            for (CanonicalEvent event : translator.translate(ZapiPayload.parse(body), arrivedAt)) {
                done.consume(EventJson.bytes(event));
            }
        }
    }
}
