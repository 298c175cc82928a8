package org.zapigateway.inbox;

/** One message on its way into the inbox. */
@FunctionalInterface
interface Addition {
    /**
     * Puts it into a transaction, unless the inbox has it already.
     *
     * @return whether it was new
     */
    boolean addTo(InboxTransaction transaction) throws Exception;
}
