package org.zapigateway.cli;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How often a payload is sent again.
 *
 * @param times how often each one is, beside the share
 * @param share the share that is sent once more, 0 to 1
 */
record Repeats(int times, double share) {
    private static final Pattern TIMES = Pattern.compile("\\d{1,3}");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,2}|100)%");

    /** Understands {@code 3}: each one three times more; and {@code 10%}: a tenth of them once more. */
    static Repeats of(String text) {
        Matcher share = SHARE.matcher(text);
        if (share.matches()) {
            return new Repeats(0, Integer.parseInt(share.group(1)) / 100.0);
        }
        if (!TIMES.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a number of repeats, such as 2, nor a share, such as 10%");
        }
        return new Repeats(Integer.parseInt(text), 0);
    }

    /** How often the next payload is sent again. */
    int next(Random random) {
        return times + (random.nextDouble() < share ? 1 : 0);
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<Repeats> {
        @Override
        public Repeats convert(String text) {
            return of(text);
        }
    }
}
