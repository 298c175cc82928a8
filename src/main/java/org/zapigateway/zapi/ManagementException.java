package org.zapigateway.zapi;

/**
 * A call of Z-API's management API failed. The message tells the user which, why, and what to do; it holds no secret and
 * nothing of Z-API's answer.
 */
public final class ManagementException extends Exception {
    private static final long serialVersionUID = 1L;

    ManagementException(String message) {
        super(message);
    }
}
