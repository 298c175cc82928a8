package org.zapigateway.webhook;

import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.context.SmartLifecycle;

/**
 * Warns senders before their connections are closed. When Tomcat stops, it closes connections without reading what may
 * just be on its way. So at a stop no connection is taken any more, and for a while each request on an open one is
 * still answered, by 503 and {@code Connection: close}; it ends sooner when all connections have been closed.
 *
 * <p>One gap remains, because HTTP/1.1 cannot announce a close: a kept-alive connection on which nothing comes within
 * the while is closed, and a request that is sent in that moment meets a closed connection. Nothing of it was read, so
 * nothing of it is stored.
 */
final class ConnectionDraining implements SmartLifecycle {
    /** Before Camel's context and the web server stop. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 50;

    private final WebServerApplicationContext context;
    private final WebhookSettings settings;
    private volatile boolean running;

    ConnectionDraining(WebServerApplicationContext context, WebhookSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ProtocolHandler server = ((TomcatWebServer) context.getWebServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler();
        server.closeServerSocketGraceful();
        server.awaitConnectionsClose(settings.drainTimeout().toMillis());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
