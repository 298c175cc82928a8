package org.zapigateway.zapi;

/**
 * A body that can never become an event: sending it again would not help. Checked, because whoever takes a body must
 * decide what to answer. Neither the message nor a cause shows any of the body: Jackson's own messages quote their
 * source, so they are never chained.
 */
public final class MalformedPayloadException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    MalformedPayloadException(Reason reason) {
        super("the payload " + reason.text);
        this.reason = reason;
    }

    /** What is wrong, never {@code null}. */
    public Reason reason() {
        return reason;
    }

    /** What can be wrong with a body. */
    public enum Reason {
        /** Nothing, or only white space. */
        EMPTY("is empty"),
        /** Bytes that are not UTF-8. */
        NOT_UTF8("is not valid UTF-8"),
        /** Text that breaks the grammar of JSON, or ends too early. */
        NOT_JSON("is not valid JSON"),
        /** A value that is no object; Z-API sends one object a POST, never an array (FIELD_CATALOGUE section 0). */
        NOT_AN_OBJECT("is JSON but not an object"),
        /** Something behind the object. */
        TRAILING_CONTENT("has something after its JSON object"),
        /** Nested beyond {@link ZapiPayload#MAX_DEPTH}. */
        TOO_DEEP("is nested deeper than " + ZapiPayload.MAX_DEPTH + " levels"),
        /** A number, name or text beyond its limit. */
        TOO_LONG("has a number, a name or a text that is too long or too large");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
