package org.zapigateway.store;

import java.util.ArrayList;
import java.util.List;
import org.springframework.util.StringUtils;

/** Says why the database failed, in one line, without the credentials that drivers like to quote. */
final class ErrorText {
    private static final int LONGEST = 300;
    private static final String HIDDEN = "***";

    private final String url;
    private final DatabaseAddress address;
    private final List<String> secrets = new ArrayList<>();

    /** @param password may be {@code null} */
    ErrorText(String url, String password) {
        this.url = url;
        this.address = DatabaseAddress.of(url);
        // pgjdbc takes user and password in the URL for a part of the host's name, and quotes it.
        DatabaseAddress.userInfo(url).filter(StringUtils::hasText).ifPresent(secrets::add);
        if (StringUtils.hasText(password)) {
            secrets.add(password);
        }
    }

    /** The first line of the innermost cause: the outer ones repeat it or add a stack of SQL. */
    String of(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String line =
                (cause.getClass().getSimpleName() + message).lines().findFirst().orElse("");
        line = line.replace(url, address.text());
        for (String secret : secrets) {
            line = line.replace(secret, HIDDEN);
        }
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
