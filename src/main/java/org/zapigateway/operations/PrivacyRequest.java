package org.zapigateway.operations;

import java.util.List;
import org.zapigateway.event.PersonAddresses;

/**
 * Whom an operator asks about. Not in a URL: those end in logs.
 *
 * @param phones phone numbers of one person, or {@code null}
 * @param lids LIDs of the same person, or {@code null}
 * @param reason for the log
 * @param dryRun only count what would be erased
 */
record PrivacyRequest(List<String> phones, List<String> lids, String reason, Boolean dryRun) {
    PrivacyRequest {
        phones = phones == null ? List.of() : List.copyOf(phones);
        lids = lids == null ? List.of() : List.copyOf(lids);
    }

    PersonAddresses person() {
        return PersonAddresses.of(phones, lids);
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
