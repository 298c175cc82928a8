package org.zapigateway.operations.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;
import org.zapigateway.operations.GatewayStatus;
import org.zapigateway.webhook.UnmappedFields;

/** The part {@code notices}: what is missing, silent, late or new. What is new takes nobody out of bed. */
@Component
class NoticesHealthIndicator implements HealthIndicator {
    private final Notices notices;
    private final UnmappedFields unmappedFields;

    NoticesHealthIndicator(Notices notices, UnmappedFields unmappedFields) {
        this.notices = notices;
        this.unmappedFields = unmappedFields;
    }

    @Override
    public Health health() {
        boolean unusual = notices.standings().stream().anyMatch(InstanceStanding::unusual);
        Health.Builder health = Health.status(unusual ? GatewayStatus.DEGRADED : Status.UP);
        Map<String, List<String>> instances = new TreeMap<>();
        notices.standings().stream()
                .filter(InstanceStanding::unusual)
                .forEach(instance -> instances.put(instance.name(), words(instance)));
        if (!instances.isEmpty()) {
            health.withDetail("instances", instances);
        }
        List<String> unknown = unknown();
        if (!unknown.isEmpty()) {
            health.withDetail("unknown", unknown);
        }
        return health.build();
    }

    private static List<String> words(InstanceStanding instance) {
        List<String> words = new ArrayList<>();
        if (instance.silent()) {
            words.add("silent for " + instance.silence().toMinutes() + " min; at this hour the limit is "
                    + instance.silenceLimit().toMinutes() + " min");
        }
        if (instance.late()) {
            words.add("messages arrive " + instance.arrivalAge().toMinutes() + " min late");
        }
        if (instance.missesMessages()) {
            words.add(instance.missing() + " messages have a status and never came");
        }
        return words;
    }

    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        unmappedFields.series().forEach(series -> unknown.add(series.type() + " " + series.field()));
        notices.unrecognised().counts().forEach((type, count) -> {
            if (count.sum() > 0) {
                unknown.add(type + ": " + count.sum() + " not recognised");
            }
        });
        return unknown.stream().sorted().toList();
    }
}
