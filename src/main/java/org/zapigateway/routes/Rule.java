package org.zapigateway.routes;

/** Something that every route file must keep to, as far as it can be seen in one file. */
@FunctionalInterface
interface Rule {

    /** Adds what the file does not keep to; placeholders are resolved as for that version of the file. */
    void check(Outline outline, Findings findings);
}
