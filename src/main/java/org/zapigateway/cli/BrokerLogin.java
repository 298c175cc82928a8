package org.zapigateway.cli;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Which broker to ask, and as whom.
 *
 * @param url as Artemis' client takes it; may hold secrets behind its {@code ?}
 * @param user may be {@code null}
 * @param password may be {@code null}
 */
record BrokerLogin(String url, String user, String password) {
    private static final int ANSWER_WITHIN_MILLIS = 10_000;

    /** Makes no connection yet. One attempt: a person waits for the answer. */
    ActiveMQConnectionFactory connectionFactory() {
        try {
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, user, password);
            factory.setInitialConnectAttempts(1);
            factory.setReconnectAttempts(0);
            factory.setCallTimeout(ANSWER_WITHIN_MILLIS);
            return factory;
        } catch (RuntimeException e) {
            throw new VerbFailedException(
                    "--broker '" + address() + "' is no address of a broker; it looks like tcp://127.0.0.1:61616", e);
        }
    }

    /** The URL without its parameters, which may be passwords of key stores. */
    String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "BrokerLogin[address=" + address() + ", user=" + user + "]";
    }
}
