package org.zapigateway.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL as people may see it, in logs and health: without user, password and parameters.
 *
 * @param text for example {@code jdbc:postgresql://db:5432/zapi}
 */
record DatabaseAddress(String text) {
    /** Everything between {@code //} and the last {@code @} of the authority: a password may hold an {@code @}. */
    private static final Pattern USER_INFO = Pattern.compile("//([^/]*)@");

    /** Parameters begin at {@code ?} (PostgreSQL) or {@code ;} (H2); a password can stand in any of them. */
    private static final Pattern PARAMETERS = Pattern.compile("[?;].*", Pattern.DOTALL);

    static DatabaseAddress of(String jdbcUrl) {
        return new DatabaseAddress(userInfoIn(jdbcUrl).replaceFirst("//"));
    }

    /** What stands before the last {@code @} of the authority, such as {@code user:password}; empty without it. */
    static Optional<String> userInfo(String jdbcUrl) {
        Matcher found = userInfoIn(jdbcUrl);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Matcher userInfoIn(String jdbcUrl) {
        return USER_INFO.matcher(PARAMETERS.matcher(jdbcUrl).replaceFirst(""));
    }

    @Override
    public String toString() {
        return text;
    }
}
