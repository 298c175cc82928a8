package org.zapigateway.bench.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends at a steady rate, whatever the server does: {@code OpenLoop PORT FILE RUN INSTANCE TOKEN CONNECTIONS RATE LEAD
 * SECONDS}. Each request has the moment at which it ought to start, and its latency counts from there, so a server that
 * stands still is charged for all who came meanwhile (a closed loop would ask it one question less and hide the rest:
 * coordinated omission). What is sent in the first LEAD seconds warms up the sender and is not counted. With a RATE of 0 each
 * connection sends as soon as it has its answer: the most that this sender gets from the server. With 0 SECONDS it ends when its
 * input does.
 *
 * <p>Prints what {@code post.lua} prints: {@code RESULT REQUESTS SECONDS P50 P99 P99.9 ERRORS BROKEN}, latencies in
 * milliseconds; REQUESTS are all that were sent, the lead's too.
 */
public final class OpenLoop {

    private final Posts posts;
    private final int port;
    private final long rate;
    private final long start;
    private final long counted;
    private volatile long end;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(10), 3);

    private OpenLoop(Posts posts, int port, long rate, long leadSeconds, long seconds) {
        this.posts = posts;
        this.port = port;
        this.rate = rate;
        this.start = System.nanoTime();
        this.counted = start + TimeUnit.SECONDS.toNanos(leadSeconds);
        this.end = seconds == 0 ? Long.MAX_VALUE : counted + TimeUnit.SECONDS.toNanos(seconds);
    }

    public static void main(String[] args) throws Exception {
        Posts posts = Posts.of(args[1], args[0], args[2], args[3], args[4]);
        long seconds = Long.parseLong(args[8]);
        OpenLoop load = new OpenLoop(
                posts, Integer.parseInt(args[0]), Long.parseLong(args[6]), Long.parseLong(args[7]), seconds);
        List<Thread> connections = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[5]); i++) {
            Thread connection = new Thread(load::send, "connection-" + i);
            connection.start();
            connections.add(connection);
        }
        if (seconds == 0) {
            System.in.readAllBytes();
            load.end = System.nanoTime();
        }
        for (Thread connection : connections) {
            connection.join();
        }
        System.out.println(load.result());
    }

    /** A free connection takes the next request, waits for its time, and sends it. */
    private void send() {
        try (HttpConnection connection = new HttpConnection(port)) {
            long number = next.getAndIncrement();
            for (long intended = intended(number); reached(intended); intended = intended(number)) {
                exchange(connection, number, intended);
                number = next.getAndIncrement();
            }
        }
    }

    private long intended(long number) {
        return rate == 0 ? System.nanoTime() : start + (long) (number * 1e9 / rate);
    }

    /** @return false when the load ended first */
    private boolean reached(long intended) {
        long wait = intended - System.nanoTime();
        while (wait > 0 && intended < end) {
            LockSupport.parkNanos(wait);
            wait = intended - System.nanoTime();
        }
        return intended < end;
    }

    private void exchange(HttpConnection connection, long number, long intended) {
        try {
            int status = connection.exchange(posts.request(number));
            sent.incrementAndGet();
            if (status >= 400) {
                errors.incrementAndGet();
            }
            if (intended >= counted) {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intended));
            }
        } catch (IOException e) {
            broken.incrementAndGet();
        }
    }

    private String result() {
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(
                Locale.ROOT,
                "RESULT %d %.3f %.3f %.3f %.3f %d %d",
                sent.get(),
                seconds,
                millis(50),
                millis(99),
                millis(99.9),
                errors.get(),
                broken.get());
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
