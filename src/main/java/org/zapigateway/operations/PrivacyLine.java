package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;

/**
 * One line of the answer about a person. The first has the addresses, then come those of each place, the last says that
 * it is done: without it the answer is not complete.
 *
 * @param addresses what was looked for: what was asked, other forms of it, and what the tables know to be the same person
 * @param place where something is: a table, {@code deadletters/<subscription>}, {@code zapi.unrouted},
 *     {@code zapi.rejected}, or {@code subscriptions/<subscription>} for events that wait to be delivered
 * @param record what is known there, when it is asked for
 * @param found how much names the person there
 * @param erased how much of it was removed
 * @param unseen events that are just being delivered, into which nobody can look
 * @param done {@code true} when everything was looked at
 * @param error why it ends here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrivacyLine(
        Collection<String> addresses,
        String place,
        Object record,
        Long found,
        Long erased,
        Long unseen,
        Boolean done,
        String error) {
    static PrivacyLine addresses(Collection<String> addresses) {
        return new PrivacyLine(addresses, null, null, null, null, null, null, null);
    }

    static PrivacyLine record(String place, Object record) {
        return new PrivacyLine(null, place, record, null, null, null, null, null);
    }

    static PrivacyLine found(String place, long found, Long erased) {
        return new PrivacyLine(null, place, null, found, erased, null, null, null);
    }

    static PrivacyLine waiting(String place, long found, long unseen) {
        return new PrivacyLine(null, place, null, found, null, unseen, null, null);
    }

    static PrivacyLine end() {
        return new PrivacyLine(null, null, null, null, null, null, true, null);
    }

    static PrivacyLine error(String why) {
        return new PrivacyLine(null, null, null, null, null, null, null, why);
    }
}
