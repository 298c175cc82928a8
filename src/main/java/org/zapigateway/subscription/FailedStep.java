package org.zapigateway.subscription;

import java.io.Serializable;

/**
 * The step of a route that failed.
 *
 * @param node its id, with file and line where it comes from a file; {@code null} when no step failed, as with a commit
 * @param endpoint what it was sending to, without secrets; {@code null} when it was not sending
 * @param target the target that this endpoint belongs to ({@link TargetName}); {@code null} when it was not sending
 */
record FailedStep(String node, String endpoint, String target) implements Serializable {
    static final FailedStep NONE = new FailedStep(null, null, null);
}
