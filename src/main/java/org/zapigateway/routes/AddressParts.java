package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where an address that is still to be computed is cut: behind its path, and between its options. */
final class AddressParts {
    private static final Pattern RAW = Pattern.compile("[^=]*=RAW[({].*", Pattern.DOTALL);

    /** Where Camel sees the end of a {@code RAW()}: another option may follow. */
    private static final Pattern END_OF_RAW = Pattern.compile("[)}]&");

    private AddressParts() {}

    /** The path, and behind it each option. What stands within an expression cuts nothing, nor does it within {@code RAW()}. */
    static List<String> of(String address) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < address.length(); i++) {
            if (address.startsWith("${", i) || address.startsWith("$simple{", i)) {
                depth++;
                i = address.indexOf('{', i);
            } else if (address.charAt(i) == '}') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && ends(address, start, i, parts.isEmpty())) {
                parts.add(address.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(address.substring(start));
        return parts;
    }

    /** What stands before a part. */
    static String separator(int part) {
        return part == 0 ? "" : part == 1 ? "?" : "&";
    }

    /** Whether an option's value is taken as it is, up to the closing bracket. */
    static boolean isRaw(String option) {
        return RAW.matcher(option).matches();
    }

    /** Whether such a value ends within the text. */
    static boolean endsRaw(String text) {
        return END_OF_RAW.matcher(text).find();
    }

    private static boolean ends(String address, int start, int here, boolean isPath) {
        if (isPath) {
            return address.charAt(here) == '?';
        }
        return address.charAt(here) == '&'
                && (!isRaw(address.substring(start, here)) || endsRaw(address.substring(start, here + 1)));
    }
}
