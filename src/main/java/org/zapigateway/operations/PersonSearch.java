package org.zapigateway.operations;

import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.zapigateway.event.PersonAddresses;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.KeptMessages;
import org.zapigateway.inbox.KeptMessages.Taken;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.store.PersonalTable;
import org.zapigateway.subscription.DeadLetterFilter;
import org.zapigateway.subscription.DeadLetterQueue;
import org.zapigateway.subscription.DeadLetters;

/**
 * One search for a person. Whatever names the person counts, also when others wrote it. It looks at one thing after the
 * other and holds none. Used by one thread.
 */
final class PersonSearch {
    private static final int STEP = 1_000;

    private final PrivacyTask task;
    private final PersonAddresses person;
    private final Consumer<PrivacyLine> out;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    PersonSearch(PrivacyTask task, PersonAddresses person, Consumer<PrivacyLine> out) {
        this.task = task;
        this.person = person;
        this.out = out;
    }

    static IllegalArgumentException ownNumber() {
        return new IllegalArgumentException(
                "this is the number of an instance of yours, which each of its events names; "
                        + "nobody can be told apart by it");
    }

    /** How much was found, by place. */
    Map<String, Long> counts() {
        return counts;
    }

    void addresses() {
        out.accept(PrivacyLine.addresses(person.all()));
    }

    void done() {
        out.accept(PrivacyLine.end());
    }

    /** Dead letters, unrouted events and rejected bodies. */
    void deadLetters(DeadLetters deadLetters) throws ActiveMQException {
        for (DeadLetterQueue queue : deadLetters.queues()) {
            String name = queue.name();
            String place = InboxAddresses.isReserved(name) ? name : "deadletters/" + name;
            long[] found = new long[1];
            deadLetters.browse(name, DeadLetterFilter.ALL, letter -> {
                if (isNamedIn(letter.event())) {
                    found[0]++;
                    export(place, () -> DeadLetterLine.of(letter, true));
                }
                return true;
            });
            tell(place, found[0], task == PrivacyTask.ERASE ? erased(deadLetters, name) : null);
        }
    }

    private Long erased(DeadLetters deadLetters, String name) throws ActiveMQException {
        long erased = 0;
        Taken taken;
        do {
            taken = deadLetters.discard(name, this::isNamedIn, STEP);
            erased += taken.count();
        } while (taken.more() && taken.count() > 0);
        return erased;
    }

    /** Events that wait for their routes. They are never erased: what was accepted is delivered. */
    void waiting(SubscriptionQueues subscriptions, KeptMessages messages) throws ActiveMQException {
        for (SubscriptionFigures subscription : subscriptions.figures()) {
            String place = "subscriptions/" + subscription.name();
            long[] found = new long[1];
            messages.browse(InboxAddresses.subscriptionQueue(subscription.name()), null, message -> {
                StoredEvent event = StoredEvent.read(message);
                if (isNamedIn(event)) {
                    found[0]++;
                    export(place, () -> new RawValue(event.json()));
                }
                return true;
            });
            counts.put(place, found[0]);
            out.accept(PrivacyLine.waiting(place, found[0], subscription.inFlight()));
        }
    }

    void tables(List<PersonalTable> tables) {
        for (PersonalTable table : tables) {
            if (task == PrivacyTask.ERASE) {
                long erased = table.erase(person, this::requireOther);
                tell(table.name(), erased, erased);
            } else {
                long found = table.visit(person, row -> {
                    requireOther(row);
                    export(table.name(), () -> json(row));
                });
                tell(table.name(), found, null);
            }
        }
    }

    /** The event's own JSON in the row, and not a text of it. */
    private static Map<String, Object> json(Map<String, Object> row) {
        row.computeIfPresent("event", (column, event) -> new RawValue((String) event));
        return row;
    }

    private void requireOther(Map<String, Object> row) {
        if (row.get("event") instanceof String event) {
            requireOther(event);
        }
    }

    private void requireOther(String event) {
        if (person.areReceiverOf(event)) {
            throw ownNumber();
        }
    }

    /** Addresses are ASCII, so they are found whatever a rejected body's encoding is. */
    private boolean isNamedIn(StoredEvent event) {
        String body = new String(event.body(), StandardCharsets.ISO_8859_1);
        if (!person.areIn(body)) {
            return false;
        }
        requireOther(body);
        return true;
    }

    private void export(String place, Supplier<Object> record) {
        if (task == PrivacyTask.EXPORT) {
            out.accept(PrivacyLine.record(place, record.get()));
        }
    }

    private void tell(String place, long found, Long erased) {
        counts.put(place, erased == null ? found : erased);
        out.accept(PrivacyLine.found(place, found, erased));
    }
}
