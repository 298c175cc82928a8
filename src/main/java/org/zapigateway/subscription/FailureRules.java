package org.zapigateway.subscription;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.util.ObjectHelper;

/**
 * Classifies failures: as the configuration says, and where it says nothing, as is known of the targets
 * ({@link FailureKind#of}).
 */
final class FailureRules {
    private static final Pattern NAME = Pattern.compile("(\\w+\\.)+[\\w$]+|HTTP [1-5]\\d\\d|SQL state [0-9A-Z]{5}");

    private final Set<String> transientNames;
    private final Set<String> permanentNames;

    /**
     * Rules for exceptions by class name, which stands for its subclasses too, or by what a target answered, in the words
     * of {@link DeliveryFailure#summary()}: {@code HTTP 500}, {@code SQL state 42P01}.
     *
     * @throws IllegalArgumentException when a name is none of these, or stands on both sides
     */
    FailureRules(List<String> transientNames, List<String> permanentNames) {
        this.transientNames = checked("transient-failures", transientNames);
        this.permanentNames = checked("permanent-failures", permanentNames);
        for (String name : this.transientNames) {
            if (this.permanentNames.contains(name)) {
                throw new IllegalArgumentException("zapi.subscriptions: '" + name
                        + "' is in transient-failures and in permanent-failures; take it out of one of them");
            }
        }
    }

    private static Set<String> checked(String key, List<String> names) {
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("zapi.subscriptions." + key + ": '" + name
                        + "' is no failure; use the class of an exception with its package, 'HTTP 500' or 'SQL state"
                        + " 42P01'");
            }
        }
        // A name that stands there twice does no harm.
        return Set.copyOf(names);
    }

    /** Rules that the configuration adds nothing to. */
    static FailureRules builtIn() {
        return new FailureRules(List.of(), List.of());
    }

    /** What a failure means; of its chain of causes the innermost that the configuration names decides. */
    FailureKind kindOf(Throwable failure) {
        for (Throwable link : ObjectHelper.createExceptionIterable(failure)) {
            FailureKind kind = kindOf(DeliveryFailure.answer(link));
            for (Class<?> type = link.getClass(); kind == null && type != Object.class; type = type.getSuperclass()) {
                kind = kindOf(type.getName());
            }
            if (kind != null) {
                return kind;
            }
        }
        return FailureKind.of(failure);
    }

    private FailureKind kindOf(String name) {
        if (permanentNames.contains(name)) {
            return FailureKind.PERMANENT;
        }
        return transientNames.contains(name) ? FailureKind.TRANSIENT : null;
    }
}
