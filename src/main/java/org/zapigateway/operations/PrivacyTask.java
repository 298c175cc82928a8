package org.zapigateway.operations;

import java.util.Locale;

/** What is done with what is known of a person. */
enum PrivacyTask {
    EXPORT,
    COUNT,
    ERASE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
