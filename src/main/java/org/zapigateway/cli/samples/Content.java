package org.zapigateway.cli.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What somebody writes. */
interface Content {
    /**
     * The fields that it adds to the payload: one, or one with its companion (FIELD_CATALOGUE section 2).
     *
     * @param chat with what was said before
     * @param message the message that it becomes
     */
    ObjectNode fields(Chat chat, Message message);
}
