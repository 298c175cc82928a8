package org.zapigateway.inbox;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.broker.*}: the embedded broker as the outside sees it.
 *
 * @param acceptor where JMS and AMQP 1.0 clients connect, {@code tcp://host:port}; empty: nowhere
 * @param user the user that clients must name; {@code null}: anybody on this machine may connect
 * @param password that user's password
 * @param unclaimed how long a message waits in a company queue before it expires, so that a queue that nobody reads
 *     cannot fill the disk and stop the edge; at least a second
 * @param unclaimedPresence the same for {@code whatsapp.chat.presence}, which is stale after minutes
 */
public record BrokerSettings(
        @DefaultValue("tcp://127.0.0.1:61616") String acceptor,
        String user,
        String password,
        @DefaultValue("7d") Duration unclaimed,
        @DefaultValue("5m") Duration unclaimedPresence) {
    private static final Duration SHORTEST_TIME = Duration.ofSeconds(1);

    public BrokerSettings {
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "zapi.broker.user and zapi.broker.password belong together: set both, or neither");
        }
        if (user != null) {
            requireLogin(user, password);
        }
        if (!acceptor.isBlank()) {
            requireSafe(acceptor, user);
        }
        requireLasting("zapi.broker.unclaimed", unclaimed);
        requireLasting("zapi.broker.unclaimed-presence", unclaimedPresence);
    }

    /** Zero would throw each message away as it comes; Artemis takes less for never, by which a queue fills the disk. */
    private static void requireLasting(String key, Duration time) {
        if (time.compareTo(SHORTEST_TIME) < 0) {
            throw new IllegalArgumentException(
                    key + " is " + time + "; it must be at least " + SHORTEST_TIME.toSeconds()
                            + "s, and may be years: messages that nobody claims for so long are thrown away");
        }
    }

    /** Whether clients can connect at all. */
    public boolean listens() {
        return !acceptor.isBlank();
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "BrokerSettings[acceptor=" + acceptor + ", user=" + user + "]";
    }

    private static void requireLogin(String user, String password) {
        if (user.isBlank() || password.isBlank()) {
            throw new IllegalArgumentException((user.isBlank() ? "zapi.broker.user" : "zapi.broker.password")
                    + " is empty, so anybody could log in; set both to what clients log in with, or neither");
        }
        if (user.equals(BrokerConfiguration.GATEWAY)) {
            throw new IllegalArgumentException("zapi.broker.user is '" + user
                    + "', which is the gateway's own user with all rights; give clients another name");
        }
    }

    private static void requireSafe(String acceptor, String user) {
        URI uri = address(acceptor);
        if (uri == null
                || !acceptor.equals("tcp://" + uri.getAuthority())
                || uri.getHost() == null
                || uri.getPort() < 0) {
            throw new IllegalArgumentException("zapi.broker.acceptor is '" + acceptor
                    + "'; it must look like tcp://127.0.0.1:61616, or be empty for none");
        }
        if (user == null && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("zapi.broker.acceptor '" + acceptor
                    + "' can be reached from other machines; set zapi.broker.user and zapi.broker.password");
        }
    }

    private static URI address(String acceptor) {
        try {
            return new URI(acceptor);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
