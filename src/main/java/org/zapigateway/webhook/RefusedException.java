package org.zapigateway.webhook;

/** Ends the way of a request with a problem as the answer. It carries no stack: a stranger must not make it costly. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    RefusedException(Problem problem) {
        super(problem.name(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
