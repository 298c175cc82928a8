package org.zapigateway.webhook;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1, which answers what an {@link EdgeEndpoint} takes, with a way from a request to its connection: one read
 * time-out for all bodies is not enough, since what a stranger sends is awaited for less long than what a known sender
 * does. Public, because Tomcat makes it by name.
 */
public final class EdgeProtocol extends Http11NioProtocol {
    /** The last of the places for notes at a request; Tomcat itself uses the first ones. */
    private static final int CONNECTION = Constants.MAX_NOTES - 1;

    private final EdgeEndpoint endpoint;

    public EdgeProtocol() {
        this(new EdgeEndpoint());
    }

    private EdgeProtocol(EdgeEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** The connection that a request comes on. */
    static SocketWrapperBase<?> connectionOf(Request request) {
        return (SocketWrapperBase<?>) request.getNote(CONNECTION);
    }

    @Override
    public void closeServerSocketGraceful() {
        endpoint.announceClosing();
        super.closeServerSocketGraceful();
    }

    @Override
    protected Processor createProcessor() {
        return new NotingProcessor(this, getAdapter());
    }

    private static final class NotingProcessor extends Http11Processor {
        private NotingProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            request.setNote(CONNECTION, connection);
            return super.service(connection);
        }
    }
}
