package org.zapigateway.operations;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.Subscriptions;

/** How many events each subscription has delivered in a second, over the last minute. */
@Component
class DeliveryRates {
    private static final int EVERY_SECONDS = 5;
    private static final int SAMPLES = 60 / EVERY_SECONDS;

    private final Subscriptions subscriptions;
    private final LongSupplier nanos;
    private final Map<String, Deque<Sample>> samples = new ConcurrentHashMap<>();

    @Autowired
    DeliveryRates(Subscriptions subscriptions) {
        this(subscriptions, System::nanoTime);
    }

    DeliveryRates(Subscriptions subscriptions, LongSupplier nanos) {
        this.subscriptions = subscriptions;
        this.nanos = nanos;
    }

    @Scheduled(fixedDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void sample() {
        long now = nanos.getAsLong();
        List<SubscriptionStatus> all = subscriptions.status();
        // One that was removed and made again begins anew.
        samples.keySet().retainAll(all.stream().map(SubscriptionStatus::name).toList());
        for (SubscriptionStatus status : all) {
            add(
                    samples.computeIfAbsent(status.name(), name -> new ArrayDeque<>()),
                    new Sample(now, status.delivered()));
        }
    }

    private static void add(Deque<Sample> taken, Sample sample) {
        synchronized (taken) {
            taken.addLast(sample);
            if (taken.size() > SAMPLES + 1) {
                taken.removeFirst();
            }
        }
    }

    /** The rate of a subscription; 0 before there are two samples. */
    double perSecond(String subscription) {
        Deque<Sample> taken = samples.getOrDefault(subscription, new ArrayDeque<>());
        synchronized (taken) {
            return taken.size() < 2 ? 0 : taken.getLast().perSecondSince(taken.getFirst());
        }
    }

    private record Sample(long nanos, long delivered) {
        double perSecondSince(Sample earlier) {
            double seconds = (nanos - earlier.nanos) / (double) TimeUnit.SECONDS.toNanos(1);
            return Math.round(10 * (delivered - earlier.delivered) / seconds) / 10.0;
        }
    }
}
