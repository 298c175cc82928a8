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

    BrokerUsers(BrokerSettings settings) {
        users.addUser(BrokerConfiguration.GATEWAY, gatewayPassword);
        users.addRole(BrokerConfiguration.GATEWAY, BrokerConfiguration.GATEWAY);
        if (settings.user() != null) {
            users.addUser(settings.user(), settings.password());
            users.addRole(settings.user(), BrokerConfiguration.CLIENT);
        } else {
            users.addUser(BrokerConfiguration.CLIENT, randomPassword());
            users.addRole(BrokerConfiguration.CLIENT, BrokerConfiguration.CLIENT);
            users.setDefaultUser(BrokerConfiguration.CLIENT);
        }
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
