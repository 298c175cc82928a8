package org.zapigateway.webhook;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets a request pass that bears the credential of an instance and comes from an allowed address; the body is not read
 * before. Both are refused alike: whoever learns that only the address was wrong knows that the credential is right.
 */
final class Authenticate implements Processor {
    /** The exchange property with the ids of the instances that the request may speak for; absent in open mode. */
    static final String INSTANCES = "instances";

    private final Credentials credentials;
    private final AllowedAddresses addresses;

    Authenticate(Credentials credentials, AllowedAddresses addresses) {
        this.credentials = credentials;
        this.addresses = addresses;
    }

    @Override
    public void process(Exchange exchange) throws RefusedException {
        WebhookRequest request = exchange.getIn().getBody(WebhookRequest.class);
        boolean fromAllowedAddress = addresses.allow(request);
        if (credentials.isOpen()) {
            // Open means: from this machine. A tunnel or proxy on this machine speaks for others.
            require(!request.isForwarded(), Refusal.FORWARDED);
        } else {
            // Looked at whatever the address, so that the time of an answer does not tell which of them was wrong.
            Set<String> instances = credentials.instancesOf(request.token(), request.key());
            require(!instances.isEmpty(), Refusal.WRONG_CREDENTIAL);
            exchange.setProperty(INSTANCES, instances);
        }
        require(fromAllowedAddress, Refusal.WRONG_ADDRESS);
    }

    private static void require(boolean right, Refusal otherwise) throws RefusedException {
        if (!right) {
            throw new RefusedException(otherwise);
        }
    }
}
