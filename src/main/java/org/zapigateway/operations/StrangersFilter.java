package org.zapigateway.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows other machines nothing of the operations port but health and metrics, also when it listens beyond loopback: what
 * else stands there names routes, files and addresses.
 */
final class StrangersFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForAll(request.getRequestURI()) || isFromHere(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isForAll(String path) {
        return path.equals("/actuator/health")
                || path.equals("/actuator/health/liveness")
                || path.equals("/actuator/health/readiness")
                || path.equals("/actuator/prometheus");
    }

    private static boolean isFromHere(HttpServletRequest request) throws IOException {
        // A proxy on this machine speaks for others.
        return request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null
                && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }
}
