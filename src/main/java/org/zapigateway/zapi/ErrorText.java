package org.zapigateway.zapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The free text of an error, fit to be shown: a proxy failure quotes the proxy's URL with user and password, and an address of
 * Z-API's bears the instance's token.
 */
final class ErrorText {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String SCHEME_END = "://";

    /** Stands where a credential stood that has a name. */
    private static final String HIDDEN = "***";

    /** What bears a name that says it is secret: the part of a path, an option, a header. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)(/token/|\\b(?:proxy-)?authorization\\s*[:=]\\s*(?:(?:basic|bearer|digest)\\s+)?"
                    + "|\\b[\\w-]{0,40}(?:token|key|password|passwd|pwd|senha|secret)[\"']?\\s*=\\s*)([^\\s/?#&;,]+)");

    /** How proxies are often written: host, port, user, password. It begins where a word does, or a long text would take hours. */
    private static final Pattern PROXY = Pattern.compile("(?<![\\w.-])((?:\\w+://)?[\\w.-]+:\\d{1,5}):[^\\s:]+:\\S+");

    /** User information in an address that was escaped, as the part of another. */
    private static final Pattern ESCAPED = Pattern.compile("(?i)(%3A%2F%2F)\\S{0,300}%40");

    private ErrorText() {}

    /**
     * The text without the user information of every URL in it, and without the values of what is named as a secret;
     * {@code null} stays {@code null}.
     *
     * @return {@code null}, too, when nothing else was in it
     */
    static String withoutCredentials(String text) {
        if (text == null) {
            return null;
        }
        String rest = WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(withoutUserInfo(word.group())));
        rest = PROXY.matcher(rest).replaceAll("$1");
        rest = ESCAPED.matcher(rest).replaceAll("$1");
        rest = NAMED.matcher(rest).replaceAll("$1" + HIDDEN);
        return rest.isBlank() ? null : rest;
    }

    // Up to the last @, since a password may contain one; rather too much of a word goes than a part of a password
    // stays. Without a scheme, "user:password@host" is recognised by its colon.
    private static String withoutUserInfo(String word) {
        int end = word.lastIndexOf('@');
        int scheme = word.indexOf(SCHEME_END);
        boolean url = scheme >= 0 && scheme < end;
        int start = url ? scheme + SCHEME_END.length() : 0;
        boolean credentials = url || (word.indexOf(':') >= 0 && word.indexOf(':') < end);
        return credentials ? word.substring(0, start) + word.substring(end + 1) : word;
    }
}
