package org.zapigateway.subscription;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.util.ObjectHelper;

/**
 * Classifies failures: as the configuration says, and where it says nothing, as is known of the targets
 * ({@link FailureKind#of}).
 */
final class FailureRules {
    private final Set<String> transientTypes;
    private final Set<String> permanentTypes;

    /**
     * Rules for exceptions by class name; a name stands for its subclasses too.
     *
     * @throws IllegalArgumentException when a name stands on both sides
     */
    FailureRules(List<String> transientTypes, List<String> permanentTypes) {
        this.transientTypes = Set.copyOf(new HashSet<>(transientTypes));
        this.permanentTypes = Set.copyOf(new HashSet<>(permanentTypes));
        for (String type : transientTypes) {
            if (this.permanentTypes.contains(type)) {
                throw new IllegalArgumentException("zapi.subscriptions: '" + type
                        + "' is in transient-failures and in permanent-failures; take it out of one of them");
            }
        }
    }

    /** Rules that the configuration adds nothing to. */
    static FailureRules builtIn() {
        return new FailureRules(List.of(), List.of());
    }

    /** What a failure means; of its chain of causes the innermost that the configuration names decides. */
    FailureKind kindOf(Throwable failure) {
        for (Throwable link : ObjectHelper.createExceptionIterable(failure)) {
            for (Class<?> type = link.getClass(); type != Object.class; type = type.getSuperclass()) {
                if (permanentTypes.contains(type.getName())) {
                    return FailureKind.PERMANENT;
                }
                if (transientTypes.contains(type.getName())) {
                    return FailureKind.TRANSIENT;
                }
            }
        }
        return FailureKind.of(failure);
    }
}
