package org.zapigateway.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows other machines nothing of the operations port but health and metrics, also when it listens beyond loopback: what
 * else stands there names routes, files and addresses, and can be changed. Nor may a page in a browser on this machine
 * ask in the name of its user, under its own name ({@code Origin}) or under one that it points to this machine
 * ({@code Host}).
 */
final class StrangersFilter extends OncePerRequestFilter {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForAll(request.getRequestURI()) || isFromHere(request) && !isFromAnotherSite(request)) {
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

    private static boolean isFromAnotherSite(HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return host == null
                || !THIS_MACHINE.matcher(host).matches()
                || origin != null && !origin.equals(request.getScheme() + "://" + host)
                || isEmbeddedByAnotherSite(request);
    }

    /** As an image, a script, a frame: that has no {@code Origin}. A link to here is meant by who follows it. */
    private static boolean isEmbeddedByAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null
                && !site.equals("same-origin")
                && !site.equals("none")
                && !"document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
