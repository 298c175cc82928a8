package org.zapigateway.inbox;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.selector.filter.Filterable;

/** Chooses messages by what is in them, where the broker's own filters see properties only. */
record ContentFilter(Predicate<StoredEvent> meant) implements Filter {
    @Override
    public boolean match(Message message) {
        return meant.test(StoredEvent.read(message));
    }

    @Override
    public boolean match(Map<String, String> properties) {
        return false;
    }

    @Override
    public boolean match(Filterable properties) {
        return false;
    }

    @Override
    public SimpleString getFilterString() {
        return null;
    }
}
