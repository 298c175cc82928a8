package org.zapigateway.operations.notices;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventData;
import org.zapigateway.event.EventType;
import org.zapigateway.event.StatusData;
import org.zapigateway.webhook.AcceptanceListener;
import org.zapigateway.webhook.UnmappedFields;

/**
 * Notices what nobody tells: an instance that is silent, messages that never come or come late, what Z-API has begun to
 * send. It knows what came since the start of the gateway, and forgets it with its end. Safe for use by several threads.
 */
public final class Notices implements AcceptanceListener {
    /** In open mode whoever posts chooses the instance; more than these are not watched. */
    static final int MOST_INSTANCES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int EVERY_SECONDS = 5;
    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final NoticesSettings settings;
    private final UnmappedFields unmappedFields;
    private final Clock clock;
    private final Map<String, WatchedInstance> instances = new ConcurrentHashMap<>();
    private final MissingMessages missingMessages;
    private final UnrecognisedEvents unrecognised = new UnrecognisedEvents();
    private final Set<String> told = new HashSet<>();
    private final Queue<Acceptance> unheard = new ConcurrentLinkedQueue<>();
    private final Lock hearing = new ReentrantLock();
    private volatile List<InstanceStanding> standings = List.of();

    Notices(NoticesSettings settings, UnmappedFields unmappedFields, Clock clock) {
        this.settings = settings;
        this.unmappedFields = unmappedFields;
        this.clock = clock;
        this.missingMessages = new MissingMessages(settings, clock.millis());
    }

    /**
     * Nobody waits here for another: all requests of a commit are answered at the same time, and come here together.
     * Whoever is first hears for those who come meanwhile.
     */
    @Override
    public void accepted(List<CanonicalEvent> events) {
        unheard.add(new Acceptance(events, clock.millis()));
        hear();
    }

    private void hear() {
        if (!hearing.tryLock()) {
            return;
        }
        try {
            for (Acceptance next = unheard.poll(); next != null; next = unheard.poll()) {
                hear(next.events(), next.at());
            }
        } finally {
            hearing.unlock();
        }
    }

    private void hear(List<CanonicalEvent> events, long now) {
        WatchedInstance instance = instance(events.get(0).data());
        for (CanonicalEvent event : events) {
            unrecognised.heard(event);
            if (instance != null) {
                instance.heard(event, now);
                heard(event.data(), event.type(), instance, now);
            }
        }
    }

    private void heard(EventData data, EventType type, WatchedInstance instance, long now) {
        if (settings.missingMessages() == 0 || data.messageId() == null) {
            return;
        }
        long message = MissingMessages.hash(data.instanceId(), data.messageId());
        if (type != EventType.MESSAGE_STATUS) {
            missingMessages.message(message, now);
        } else if (data instanceof StatusData status && instance.shows(status)) {
            missingMessages.status(message, status, instance, now);
        }
    }

    private WatchedInstance instance(EventData data) {
        String id = data.instanceId();
        if (id == null) {
            return null;
        }
        WatchedInstance known = instances.get(id);
        if (known != null
                || instances.size() >= MOST_INSTANCES
                || !PLAIN_ID.matcher(id).matches()) {
            return known;
        }
        String name = data.instanceName() == null ? id : data.instanceName();
        return instances.computeIfAbsent(id, first -> new WatchedInstance(name, settings, clock.getZone()));
    }

    /** Looks whether something is missing, and says in the log what has begun or ended since the last look. */
    @Scheduled(fixedDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    synchronized void look() {
        // What came while the last one was about to leave.
        hear();
        long now = clock.millis();
        missingMessages.look(now);
        standings = instances.values().stream()
                .map(instance -> standing(instance, now))
                .sorted(Comparator.comparing(InstanceStanding::name))
                .toList();
        standings.forEach(this::tell);
        unmappedFields.series().forEach(series -> tellOnce("a field, " + series.field() + " in " + series.type()));
        unrecognised.counts().forEach((type, count) -> {
            if (count.sum() > 0) {
                tellOnce(type == EventType.UNRECOGNISED ? "a type of callback" : "a content of " + type);
            }
        });
    }

    private InstanceStanding standing(WatchedInstance instance, long now) {
        Duration age = duration(instance.arrivalAge(now));
        return new InstanceStanding(
                instance.name(),
                duration(instance.silence(now)),
                duration(instance.silenceLimit(now)),
                age,
                age != null && age.compareTo(settings.lateAfter()) > 0,
                instance.missing(),
                instance.missesMessages(now));
    }

    private void tell(InstanceStanding instance) {
        String name = "instance " + instance.name();
        tell(
                instance.silent(),
                name + " is silent for longer than is usual at this hour",
                () -> minutes(instance.silence()) + ", the limit is " + minutes(instance.silenceLimit()));
        tell(
                instance.late(),
                name + " has messages that arrive late",
                () -> "half of the latest were at least " + minutes(instance.arrivalAge()) + " old");
        tell(
                instance.missesMessages(),
                name + " has statuses of messages that never came",
                () -> settings.missingMessages() + " within an hour");
    }

    private void tell(boolean on, String notice, Supplier<String> details) {
        if (on && told.add(notice)) {
            LOG.warn("{} ({})", notice, details.get());
        } else if (!on && told.remove(notice)) {
            LOG.info("no longer: {}", notice);
        }
    }

    private void tellOnce(String news) {
        if (told.add(news)) {
            LOG.warn(
                    "Z-API sends {}, which this release does not know; nothing is lost, the event has it in 'original'",
                    news);
        }
    }

    /** How each instance stood at the last look, by name. */
    public List<InstanceStanding> standings() {
        return standings;
    }

    /** What events of unknown type or content there were. */
    UnrecognisedEvents unrecognised() {
        return unrecognised;
    }

    private record Acceptance(List<CanonicalEvent> events, long at) {}

    private static String minutes(Duration duration) {
        return duration.toMinutes() + " min";
    }

    private static Duration duration(OptionalLong millis) {
        return millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : null;
    }
}
