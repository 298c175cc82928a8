package org.zapigateway.operations;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.zapigateway.subscription.DeadLetterFilter;

/**
 * What an operator asks for. One of {@code eventId}, {@code all} and {@code filter} says what is meant.
 *
 * @param action {@code replay} or {@code discard}
 * @param to the subscription that is to get unrouted events
 * @param reason for the log; a discard needs one
 * @param limit the most messages to do it to in this call
 * @param dryRun only count
 */
record DeadLetterAction(
        String action,
        String eventId,
        Boolean all,
        Map<String, String> filter,
        String to,
        String reason,
        Integer limit,
        Boolean dryRun) {
    DeadLetterAction {
        if (!"replay".equals(action) && !"discard".equals(action)) {
            throw new IllegalArgumentException("'action' is '" + action + "'; it must be replay or discard");
        }
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("'limit' is '" + limit + "'; it must be at least 1");
        }
    }

    boolean isReplay() {
        return action.equals("replay");
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    int limitOr(int otherwise) {
        return limit == null ? otherwise : limit;
    }

    /** What is meant; never everything by mistake. */
    DeadLetterFilter requireSelection() {
        long said = Stream.of(eventId, all, filter).filter(Objects::nonNull).count();
        boolean saysNothing = Boolean.FALSE.equals(all) || filter != null && filter.isEmpty();
        if (said != 1 || saysNothing) {
            throw new IllegalArgumentException(
                    "say what is meant, in one way: 'eventId', or 'all': true, or a 'filter' of type, instance, from, "
                            + "until, reason");
        }
        if (eventId != null) {
            return DeadLetterFilter.ofEvent(eventId);
        }
        return filter != null ? DeadLetterQuery.filter(filter) : DeadLetterFilter.ALL;
    }
}
