package org.zapigateway;

/** Starts the gateway, or one of its command-line verbs. */
public final class ZapiGateway {
    private ZapiGateway() {}

    public static void main(String[] arguments) {}
}
