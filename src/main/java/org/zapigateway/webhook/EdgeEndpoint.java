package org.zapigateway.webhook;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.Acceptor.AcceptorState;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Tomcat's endpoint, which answers every connection that was made before the port closed. Tomcat closes the one that it
 * takes while it is told to stop, and the operating system resets those that nobody has taken when the port closes; the
 * requests on them would end without an answer. Microseconds remain, between the last look for a connection and the end of
 * the port.
 */
final class EdgeEndpoint extends NioEndpoint {
    private volatile boolean closing;
    private volatile SocketChannel last;

    /** To be called before {@link #closeServerSocketGraceful()}. */
    void announceClosing() {
        closing = true;
    }

    /** Also called by the acceptor, in its thread, for what it has taken after it was told to stop. */
    @Override
    protected void destroySocket(SocketChannel socket) {
        // Taking a connection that cannot be taken comes back to here.
        if (closing && socket != last) {
            last = socket;
            take(socket);
        } else {
            super.destroySocket(socket);
        }
    }

    @Override
    protected void doCloseServerSocket() throws IOException {
        ServerSocketChannel server = (ServerSocketChannel) getServerSocket();
        // While the acceptor waits for a connection it holds the lock that the change of mode needs.
        if (closing && server != null && acceptor.getState() == AcceptorState.ENDED) {
            takeAll(server);
        }
        super.doCloseServerSocket();
    }

    private void takeAll(ServerSocketChannel server) throws IOException {
        server.configureBlocking(false);
        for (SocketChannel socket = server.accept(); socket != null; socket = server.accept()) {
            take(socket);
        }
    }

    private void take(SocketChannel socket) {
        if (!setSocketOptions(socket)) {
            closeSocket(socket);
        }
    }
}
