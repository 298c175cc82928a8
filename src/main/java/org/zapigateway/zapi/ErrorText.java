package org.zapigateway.zapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The free text of an error, fit to be shown: a proxy failure quotes the proxy's URL with user and password. */
final class ErrorText {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String SCHEME_END = "://";

    private ErrorText() {}

    /**
     * The text with the user information of every URL in it removed; {@code null} stays {@code null}.
     *
     * @return {@code null}, too, when nothing else was in it
     */
    static String withoutCredentials(String text) {
        if (text == null) {
            return null;
        }
        String rest = WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(withoutUserInfo(word.group())));
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
