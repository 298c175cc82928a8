package org.zapigateway.cli;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Which broker to ask, and as whom.
 *
 * @param source who names the broker
 * @param url as Artemis' client takes it; may hold secrets behind its {@code ?}, or before an {@code @}
 * @param user may be {@code null}
 * @param password may be {@code null}
 * @param loginKeys the settings or options that user and password are from, or would be; for people
 */
record BrokerLogin(BrokerSource source, String url, String user, String password, String loginKeys) {
    private static final String LOGIN_OPTIONS = "--user and --password";

    private static final int ANSWER_WITHIN_MILLIS = 10_000;

    /** A broker that is named on the command line. Nothing that is configured for another one is sent to it. */
    static BrokerLogin at(String url) {
        return new BrokerLogin(BrokerSource.OPTION, url, null, null, LOGIN_OPTIONS);
    }

    /** The same broker with a login from the command line. */
    BrokerLogin as(String otherUser, String itsPassword) {
        return new BrokerLogin(source, url, otherUser, itsPassword, LOGIN_OPTIONS);
    }

    /**
     * Makes no connection yet. One attempt: a person waits for the answer.
     *
     * @throws VerbFailedException when the URL is none
     */
    ActiveMQConnectionFactory connectionFactory() {
        try {
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, user, password);
            factory.setInitialConnectAttempts(1);
            factory.setReconnectAttempts(0);
            factory.setCallTimeout(ANSWER_WITHIN_MILLIS);
            return factory;
        } catch (RuntimeException e) {
            throw new VerbFailedException(source.noAddress(address()), e);
        }
    }

    /** The URL without its parameters, which may be passwords of key stores, and without a login. */
    String address() {
        int parameters = url.indexOf('?');
        return (parameters < 0 ? url : url.substring(0, parameters)).replaceAll("(?<=//).*@|^[^/]*@", "");
    }

    /** Who asks, for people. */
    String who() {
        return user == null ? "a client without a user" : "user '" + user + "'";
    }

    /** What to do when the broker refuses this login. */
    String remedy() {
        if (user == null) {
            return "log in with " + LOGIN_OPTIONS
                    + (source == BrokerSource.OPTION ? "; with --broker no login of the settings is used" : "");
        }
        return loginKeys.equals(LOGIN_OPTIONS)
                ? "check " + LOGIN_OPTIONS + " (the gateway's own broker: zapi.broker.user and zapi.broker.password)"
                : "check " + loginKeys + ", which the gateway may have from an environment that this shell has not; "
                        + LOGIN_OPTIONS + " go before them";
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "BrokerLogin[address=" + address() + ", user=" + user + "]";
    }
}
