package org.zapigateway.webhook;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties.ForwardHeadersStrategy;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Fits Tomcat to the edge: what is refused costs little, and is answered as a problem wherever it is refused. */
final class EdgeServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    /** Threads for refusing while all requests in hand have one. Only before JDK 24, where threads are scarce. */
    private static final int SPARE_THREADS = 100;

    /**
     * The most bytes of extensions, and of trailers, that a chunked body may have; nobody reads them. Between them the time
     * of a body is not looked at, so a sender of single bytes could hold on for as long as more is allowed.
     */
    private static final int MAX_BESIDE_CHUNKS = 256;

    private final WebhookSettings settings;
    private final ServerProperties server;
    private final Refusals refusals;

    EdgeServer(WebhookSettings settings, ServerProperties server, Refusals refusals) {
        this.settings = settings;
        this.server = server;
        this.refusals = refusals;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        requireOwnForwardedHeaders();
        factory.setProtocol(EdgeProtocol.class.getName());
        // Half of the spare threads, so that the other half goes on refusing.
        factory.addEngineValves(
                new EdgeConnection(), new UnreadBody(settings.maxBodySize().toBytes(), SPARE_THREADS / 2));
        // Behind Spring Boot's own valve, so that this one answers first.
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ServerProblems(refusals)));
        factory.addConnectorCustomizers(this::customize);
    }

    /** Spring Boot would replace the sender's address and take the headers away, and open mode would see no tunnel. */
    private void requireOwnForwardedHeaders() {
        ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
        if (strategy != ForwardHeadersStrategy.NONE
                || server.getTomcat().getRemoteip().getRemoteIpHeader() != null
                || server.getTomcat().getRemoteip().getProtocolHeader() != null) {
            throw new IllegalStateException("server.forward-headers-strategy is " + strategy
                    + " or server.tomcat.remoteip.* is set, but only the edge reads forwarded headers; take them out and"
                    + " set zapi.webhook.trusted-proxies");
        }
    }

    private void customize(Connector connector) {
        // Tomcat would answer TRACE itself, and name verbs that are not answered. Here it meets Admission.
        connector.setAllowTrace(true);
        // Whatever follows the path decides nothing, so it may hold what it likes.
        connector.setEncodedSolidusHandling("passthrough");
        connector.setEncodedReverseSolidusHandling("passthrough");
        AbstractHttp11Protocol<?> http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        // Nobody is asked for a body before its credential was right.
        http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
        http.setMaxExtensionSize(MAX_BESIDE_CHUNKS);
        http.setMaxTrailerSize(MAX_BESIDE_CHUNKS);
        // How long a read waits at the begin of each request; BodyReader and UnreadBody make it shorter.
        http.setDisableUploadTimeout(false);
        http.setConnectionUploadTimeout((int) settings.bodyTimeout().toMillis());
        http.setMaxThreads(Math.max(http.getMaxThreads(), settings.maxInFlight() + SPARE_THREADS));
    }

    /** After Spring Boot's own customizers. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
