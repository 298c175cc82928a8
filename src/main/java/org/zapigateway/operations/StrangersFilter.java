package org.zapigateway.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.zapigateway.operations.LoginAttempts.Result;
import org.zapigateway.webhook.ForwardedHops;
import org.zapigateway.webhook.HostHeader;

/**
 * Shows other machines nothing of the operations port but health and metrics, also when it listens beyond loopback, unless
 * an operator logs in: what else stands there names routes, files and addresses, and can be changed. Nor may a page in a
 * browser ask in the name of its user, under its own name ({@code Origin}) or under one that it points to this machine
 * ({@code Host}); what changes something from another machine bears the {@link CsrfToken} besides.
 */
final class StrangersFilter extends OncePerRequestFilter {
    /** Bears the name of who has logged in; on this machine nobody has to. */
    static final String USER = StrangersFilter.class.getName() + ".user";

    private static final Pattern SCHEME = Pattern.compile("^https?://");

    /** They change nothing. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final OperatorLogin login;
    private final LoginAttempts attempts;
    private final CsrfToken token;

    StrangersFilter(OperatorLogin login, LoginAttempts attempts, CsrfToken token) {
        this.login = login;
        this.attempts = attempts;
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForAll(request.getRequestURI()) || isFromHere(request) && !isFromAnotherSite(request)) {
            chain.doFilter(request, response);
        } else if (isFromHere(request) || !mayLogIn(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            logIn(request, response, chain);
        }
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        Result result = authorization == null
                ? Result.WRONG
                : attempts.attempt(LoginSender.of(request), () -> login.is(authorization));
        if (result == Result.TOO_MANY) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(LoginAttempts.PERIOD.toSeconds()));
            OperationsJson.problem(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too many logins were wrong; none is tried before a minute has passed");
        } else if (result == Result.WRONG) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"zapi-gateway\", charset=\"UTF-8\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (!SAFE_METHODS.contains(request.getMethod()) && !token.is(request.getHeader(CsrfToken.HEADER))) {
            OperationsJson.problem(
                    response,
                    HttpStatus.FORBIDDEN,
                    "a change from another machine needs the header " + CsrfToken.HEADER
                            + " with the token that GET /actuator/csrf answers; it is a new one after a restart");
        } else {
            request.setAttribute(USER, login.user());
            chain.doFilter(request, response);
        }
    }

    private static boolean isForAll(String path) {
        return path.equals("/actuator/health")
                || path.equals("/actuator/health/liveness")
                || path.equals("/actuator/health/readiness")
                || path.equals("/actuator/prometheus");
    }

    private static boolean isFromHere(HttpServletRequest request) throws IOException {
        return !isForwarded(request) && isLoopback(request);
    }

    /** A proxy on this machine speaks for others. */
    private static boolean isForwarded(HttpServletRequest request) {
        return ForwardedHops.areToldBy(request.getHeaderNames());
    }

    /**
     * Another address of this machine's own does not count: it is what whoever asks the published port of a container without
     * root seems to come from (RootlessKit), wherever they are.
     */
    private static boolean isLoopback(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }

    private static boolean isFromAnotherSite(HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return !HostHeader.isThisMachine(host)
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

    /**
     * Whether a password may be asked for: never where anybody on the way could read it, and never for the page of another
     * site. A browser sends it to the name only for which it was given, whatever address that points to.
     */
    private boolean mayLogIn(HttpServletRequest request) throws IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean encrypted = request.isSecure() || isForwarded(request) && isLoopback(request);
        return login.isPossible()
                && encrypted
                && host != null
                // Of the proxy, which ends the encryption, only the name is known.
                && (origin == null || SCHEME.matcher(origin).replaceFirst("").equals(host))
                && !isEmbeddedByAnotherSite(request);
    }
}
