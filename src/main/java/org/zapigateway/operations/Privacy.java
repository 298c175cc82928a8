package org.zapigateway.operations;

import java.util.List;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zapigateway.event.PersonAddresses;
import org.zapigateway.inbox.KeptMessages;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.store.PersonalData;
import org.zapigateway.subscription.DeadLetters;
import org.zapigateway.subscription.OperatorReason;

/**
 * What the gateway knows of a person (LGPD): tells it, and forgets it. One request after the other; the log tells how much
 * it was, and never of whom.
 */
@Component
class Privacy {
    private static final Logger LOG = LoggerFactory.getLogger(Privacy.class);

    private final DeadLetters deadLetters;
    private final SubscriptionQueues subscriptions;
    private final KeptMessages messages;
    private final PersonalData database;

    Privacy(
            DeadLetters deadLetters,
            SubscriptionQueues subscriptions,
            KeptMessages messages,
            ObjectProvider<PersonalData> database) {
        this.deadLetters = deadLetters;
        this.subscriptions = subscriptions;
        this.messages = messages;
        this.database = database.getIfAvailable();
    }

    /**
     * The person with the other addresses that the tables know to be theirs.
     *
     * @throws IllegalArgumentException when an address is the number of an instance
     * @throws org.springframework.dao.DataAccessException when the database fails
     */
    PersonAddresses known(PersonAddresses given) {
        if (database == null) {
            return given;
        }
        PersonAddresses known = database.known(given);
        if (database.isInstance(known)) {
            throw PersonSearch.ownNumber();
        }
        return known;
    }

    /**
     * Looks everywhere.
     *
     * @param reason for the log, or {@code null}
     * @param out takes the lines of the answer
     * @throws IllegalArgumentException when an address turns out to be the number of an instance
     * @throws ActiveMQException when the broker does not answer; what was erased stays erased
     * @throws org.springframework.dao.DataAccessException when the database fails; the same holds
     */
    synchronized void search(PrivacyTask task, PersonAddresses person, String reason, Consumer<PrivacyLine> out)
            throws ActiveMQException {
        PersonSearch search = new PersonSearch(task, person, out);
        try {
            search.addresses();
            search.deadLetters(deadLetters);
            search.waiting(subscriptions, messages);
            // Last, and there last what tells which addresses are one person: when it breaks off, asking again finds
            // all.
            search.tables(database == null ? List.of() : database.tables());
            search.done();
        } catch (ActiveMQException | RuntimeException e) {
            LOG.warn(
                    "privacy: {} of a person broke off by {} after {}{}",
                    task.text(),
                    e.getClass().getName(),
                    search.counts(),
                    new OperatorReason(reason));
            throw e;
        }
        LOG.info("privacy: {} of a person: {}{}", task.text(), search.counts(), new OperatorReason(reason));
    }
}
