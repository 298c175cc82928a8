package org.zapigateway.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The gateway's URL as Z-API sees it, and how URLs are shown: those of others may hold a secret anywhere.
 *
 * @param text {@code https://host/path}
 */
record PublicUrl(String text) {
    private static final String HIDDEN = "***";

    /**
     * Checks what the user gave.
     *
     * @param defaultPath what follows the host when the user gave no path
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static PublicUrl of(String given, String defaultPath) {
        URI uri = parse(given);
        if (uri == null || uri.getHost() == null) {
            throw new IllegalArgumentException("it must look like https://your.host");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("Z-API posts to https:// only; put a reverse proxy with a certificate "
                    + "before the gateway, and give its URL");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("it must end with its path; the webhook-key is added by itself");
        }
        String path = uri.getRawPath().replaceAll("/+$", "");
        return new PublicUrl("https://" + uri.getRawAuthority() + (path.isEmpty() ? defaultPath : path));
    }

    /**
     * The URL to register.
     *
     * @param key the webhook-key; {@code null}: none
     */
    String withKey(String key) {
        return key == null ? text : text + "?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** A URL without whatever may be a secret in it; of a foreign one only the host is shown. */
    String shown(String url) {
        if (url.equals(text)) {
            return url;
        }
        if (url.startsWith(text + "?key=")) {
            return text + "?key=" + HIDDEN;
        }
        URI foreign = parse(url);
        return foreign == null || foreign.getHost() == null
                ? HIDDEN
                : foreign.getScheme() + "://" + foreign.getHost() + "/" + HIDDEN;
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
