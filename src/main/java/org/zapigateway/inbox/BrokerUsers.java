package org.zapigateway.inbox;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** Who may use the embedded broker: the gateway itself, and clients from outside. */
final class BrokerUsers {
    private final SecurityConfiguration users = new SecurityConfiguration();
    private final String gatewayPassword = randomPassword();
    private final String client;
    private final String clientPassword;

    BrokerUsers(BrokerSettings settings) {
        boolean isOpen = settings.user() == null;
        client = isOpen ? BrokerConfiguration.CLIENT : settings.user();
        clientPassword = isOpen ? randomPassword() : settings.password();
        users.addUser(BrokerConfiguration.GATEWAY, gatewayPassword);
        users.addRole(BrokerConfiguration.GATEWAY, BrokerConfiguration.GATEWAY);
        users.addUser(client, clientPassword);
        users.addRole(client, BrokerConfiguration.CLIENT);
        if (isOpen) {
            users.setDefaultUser(client);
        }
    }

    /** The user that clients from outside are, and routes. */
    String client() {
        return client;
    }

    String clientPassword() {
        return clientPassword;
    }

    /** The password of the gateway's own user, which nobody else knows. */
    String gatewayPassword() {
        return gatewayPassword;
    }

    ActiveMQSecurityManager securityManager() {
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
