package org.zapigateway.webhook;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Gives the requests of the edge a way to their connections: a servlet's request by itself has none. */
final class EdgeConnection extends ValveBase {
    private static final String ATTRIBUTE = EdgeConnection.class.getName();

    EdgeConnection() {
        super(true);
    }

    /**
     * Sets how long the next reads of a request's body wait for a piece of it. Tomcat sets that back behind the request.
     *
     * @param millis at least 1; Tomcat takes less for no limit
     */
    static void setReadTimeout(ServletRequest request, long millis) {
        ((SocketWrapperBase<?>) request.getAttribute(ATTRIBUTE)).setReadTimeout(millis);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, EdgeProtocol.connectionOf(request.getCoyoteRequest()));
        getNext().invoke(request, response);
    }
}
