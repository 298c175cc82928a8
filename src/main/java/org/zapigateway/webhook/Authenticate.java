package org.zapigateway.webhook;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a request pass that bears the credential of an instance; the body is not read before. */
final class Authenticate implements Processor {
    /** The exchange property with the ids of the instances that the request may speak for; absent in open mode. */
    static final String INSTANCES = "instances";

    private final Credentials credentials;

    Authenticate(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void process(Exchange exchange) throws RefusedException {
        WebhookRequest request = exchange.getIn().getBody(WebhookRequest.class);
        if (credentials.isOpen()) {
            // Open means: from this machine. A tunnel or proxy on this machine speaks for others.
            require(!request.isForwarded(), Refusal.FORWARDED);
            return;
        }
        Set<String> instances = credentials.instancesOf(request.token(), request.key());
        require(!instances.isEmpty(), Refusal.WRONG_CREDENTIAL);
        exchange.setProperty(INSTANCES, instances);
    }

    private static void require(boolean right, Refusal otherwise) throws RefusedException {
        if (!right) {
            throw new RefusedException(otherwise);
        }
    }
}
