package org.zapigateway.zapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The LIDs that payloads have marked as such and whose digits alone could be a phone number's; one LID in ten is so short.
 * The newest ten thousand, in memory only: after a start each is known again from the next payload that marks it.
 * Safe for use by several threads.
 */
final class KnownLids {
    private static final int MOST = 10_000;

    private final Set<Lid> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Lid, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    private record Lid(String instanceId, String digits) {}

    /** @param instanceId {@code null} when the payload names none */
    void add(String instanceId, String digits) {
        known.add(new Lid(instanceId, digits));
    }

    /** Whether those digits are a LID of somebody whom the instance knows. */
    boolean contains(String instanceId, String digits) {
        return known.contains(new Lid(instanceId, digits));
    }
}
