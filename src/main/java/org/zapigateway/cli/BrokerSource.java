package org.zapigateway.cli;

/** Who names the broker that a verb asks, and so where a mistake is to be looked for. */
enum BrokerSource {
    OPTION("--broker", "Without --broker the one is asked that the gateway of this directory sends to"),
    COMPANY(
            "spring.artemis.broker-url",
            "spring.artemis.broker-url names it; another one, also one that stands on the gateway's command line, is named by "
                    + "--broker"),
    EMBEDDED(
            "zapi.broker.acceptor",
            "It is the gateway's own, by zapi.broker.acceptor: it runs while the gateway does, and where "
                    + "spring.artemis.broker-url is not set. One that stands on the gateway's command line is named by --broker");

    private final String key;
    private final String wayOut;

    BrokerSource(String key, String wayOut) {
        this.key = key;
        this.wayOut = wayOut;
    }

    /** What is said when the URL is none. */
    String noAddress(String address) {
        String instead = this == OPTION ? "" : ". Another broker is named by --broker";
        return key + " '" + address + "' is no address of a broker; it looks like tcp://127.0.0.1:61616" + instead;
    }

    /** What is said when nobody answers. */
    String noBroker(String address) {
        return "no broker answers at " + address + "; is it running, and is this its address? " + wayOut;
    }
}
