package org.zapigateway.operations.notices;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How long an instance is usually silent, by the hour: the longest silence of the same hour on the last seven days. The
 * days from Tuesday to Friday are held against each other, a Saturday, Sunday or Monday against the last one. In an hour
 * counts how long the silence had become by its end, so that a night is long at six and short at eleven. Not thread-safe; all times are milliseconds.
 */
final class Rhythm {
    // One day more than is looked back: the present hour must not take the place of last week's.
    private static final int HOURS = 8 * 24;
    private static final int DAYS_BACK = 7;
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final NoticesSettings settings;
    private final ZoneId zone;
    private final long[] hours = new long[HOURS];
    private final long[] longest = new long[HOURS];
    private long learnFrom = NEVER;
    private long last = NEVER;

    Rhythm(NoticesSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
        Arrays.fill(hours, NEVER);
    }

    /** The instance was heard of. */
    void heard(long at) {
        if (last != NEVER && at > last) {
            learn(last, at);
        }
        if (learnFrom == NEVER) {
            // What was before is not known, so this hour seems livelier or quieter than it is.
            learnFrom = hourOf(at) + 1;
        }
        last = Math.max(last, at);
    }

    /** Nothing will come, and nobody should be surprised; what is silent from now on is not learned. */
    void pause() {
        last = NEVER;
    }

    /** How long it has been silent; empty while it is not expected to be heard of. */
    OptionalLong silence(long now) {
        return last == NEVER ? OptionalLong.empty() : OptionalLong.of(Math.max(0, now - last));
    }

    /** How long it may be silent now; empty when this hour was not seen on a day of the same kind, or none is judged. */
    OptionalLong limit(long now) {
        return settings.silenceFactor() == 0 ? OptionalLong.empty() : limitIn(hourOf(now));
    }

    private OptionalLong limitIn(long hour) {
        long usual = -1;
        for (int day = 1; day <= DAYS_BACK; day++) {
            long earlier = hour - day * 24L;
            int slot = slot(earlier);
            if (hours[slot] == earlier && sameKindOfDay(earlier, hour)) {
                usual = Math.max(usual, longest[slot]);
            }
        }
        return usual < 0
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.max(settings.silenceAtLeast().toMillis(), (long) (usual * settings.silenceFactor())));
    }

    private void learn(long from, long to) {
        long lastHour = hourOf(to);
        for (long hour = Math.max(hourOf(from), lastHour - HOURS + 1); hour <= lastHour; hour++) {
            if (hour >= learnFrom) {
                learn(hour, from, to);
            }
        }
    }

    private void learn(long hour, long from, long to) {
        int slot = slot(hour);
        if (hours[slot] != hour) {
            // An outage must not become usual at once, but what comes again and again must.
            longest[slot] = 0;
            hours[slot] = hour;
        }
        long silence = Math.min(to, (hour + 1) * HOUR) - from;
        if (silence > longest[slot]) {
            longest[slot] = Math.min(silence, limitIn(hour).orElse(silence));
        }
    }

    private boolean sameKindOfDay(long hour, long other) {
        DayOfWeek day = dayOf(hour);
        DayOfWeek otherDay = dayOf(other);
        return day == otherDay || followsWorkingDay(day) && followsWorkingDay(otherDay);
    }

    private DayOfWeek dayOf(long hour) {
        return Instant.ofEpochMilli(hour * HOUR).atZone(zone).getDayOfWeek();
    }

    // The silence of a Monday's night is the weekend's.
    private static boolean followsWorkingDay(DayOfWeek day) {
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && day != DayOfWeek.MONDAY;
    }

    private static long hourOf(long millis) {
        return Math.floorDiv(millis, HOUR);
    }

    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS);
    }
}
