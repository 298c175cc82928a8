package org.zapigateway.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what runs in line with what is on disk, one round per change: judge each file by itself, judge the resulting
 * set, swap what changed; whatever is refused leaves its earlier version running. Used by one thread at a time.
 */
final class RouteRounds {
    private static final Logger LOG = LoggerFactory.getLogger(RouteRounds.class);

    private final RunningRoutes live;
    private final Placeholders placeholders;
    private final LastGood lastGood;
    private final RouteRegister register;
    private final Supplier<Inspector> inspectors;
    private final UnaryOperator<String> display;
    private final SetRules setRules;
    private final Explainer explainer;

    private final RunningFiles running = new RunningFiles();
    private final FailedStarts failedStarts = new FailedStarts();

    RouteRounds(
            Explainer explainer,
            RunningRoutes live,
            Placeholders placeholders,
            LastGood lastGood,
            RouteRegister register,
            Supplier<Inspector> inspectors,
            UnaryOperator<String> display) {
        this.explainer = explainer;
        this.live = live;
        this.placeholders = placeholders;
        this.lastGood = lastGood;
        this.register = register;
        this.inspectors = inspectors;
        this.display = display;
        this.setRules = new SetRules(display);
    }

    /** Words for what Camel threw at the start of a file. */
    interface Explainer {
        Finding explain(Outline outline, Throwable thrown);
    }

    /**
     * One round.
     *
     * @return whether it should be repeated later although nothing changes on disk, because a good file, or a last good
     *     copy, did not start and no other version of it runs
     */
    boolean run(Look look) {
        if (look.trouble() != null) {
            register.directory(look.trouble() + "; what runs keeps running");
            return false;
        }
        if (look.isEmpty()) {
            register.directory(
                    running.isEmpty()
                            ? "there is no file *" + RoutesDirectory.SUFFIX
                                    + " in the routes directory; events go to no route"
                            : "the routes directory is empty at once; what runs keeps running. To stop the last route on"
                                    + " purpose, restart with the empty directory");
            return false;
        }
        register.directory(null);
        placeholders.use(look.placeholders());
        try (Inspector inspector = inspectors.get()) {
            Plan plan = new Plan(look, inspector);
            plan.propose();
            if (!plan.carryOut()) {
                LOG.info("routes: the gateway stops; what is not loaded yet loads when it starts again");
                return false;
            }
            plan.report.record(register);
            return plan.copyFailed || failedStarts.worthAnotherTry(running::isWhole);
        }
    }

    /** The working state of one round. */
    private final class Plan {
        private final Look look;
        private final Inspector inspector;
        private final Map<String, Outline> proposed = new TreeMap<>();
        private final RoundReport report;
        private final Set<String> copyTried = new HashSet<>();
        private boolean copyFailed;

        Plan(Look look, Inspector inspector) {
            this.look = look;
            this.inspector = inspector;
            report = new RoundReport(look, running);
        }

        void propose() {
            failedStarts.forgetEdited(look);
            look.unreadable().forEach((path, error) -> refuse(path, List.of(error)));
            look.files().forEach((path, file) -> {
                boolean runs = running.isWhole(path);
                Optional<Finding> before = failedStarts.error(path, runs);
                if (runs && file.sameVersion(running.get(path).file())) {
                    proposed.put(path, running.get(path));
                } else if (before.isPresent()) {
                    refuse(path, List.of(before.get()));
                } else {
                    judge(path, file);
                }
            });
        }

        private void judge(String path, RouteFile file) {
            Inspector.Verdict verdict = inspector.inspect(file);
            report.warned(path, verdict.warnings());
            if (verdict.outline() != null) {
                proposed.put(path, verdict.outline());
            } else if (verdict.skipped() != null) {
                report.skipped(path, verdict.skipped());
                Optional.ofNullable(running.get(path)).ifPresent(now -> proposed.put(path, now));
            } else {
                refuse(path, verdict.errors());
            }
        }

        /** Notes the errors, and puts the best earlier version in the place of the refused one. */
        private void refuse(String path, List<Finding> errors) {
            // Later errors are about the last good copy, which nobody can mend.
            report.refused(path, copyTried.contains(path) ? List.of() : errors);
            Outline now = running.get(path);
            if (now == null) {
                proposed.remove(path);
            } else {
                proposed.put(path, now);
            }
            if (!running.isWhole(path) && copyTried.add(path)) {
                lastGood.find(path)
                        .filter(copy -> !copy.sameVersion(look.files().get(path)))
                        .map(inspector::inspect)
                        .map(Inspector.Verdict::outline)
                        .ifPresent(outline -> proposed.put(path, outline));
            }
        }

        /** Returns false when the end of all routes has overtaken it. */
        boolean carryOut() {
            while (true) {
                settle();
                List<Change> changes = Change.next(running.byPath(), proposed);
                if (changes.isEmpty()) {
                    return true;
                }
                try {
                    live.swap(changes, running.all());
                    changes.forEach(this::done);
                    running.loseAllBut(live.ids());
                } catch (SwapException e) {
                    if (live.isEnding()) {
                        return false;
                    }
                    running.loseAllBut(live.ids());
                    failed(changes, e);
                }
            }
        }

        /** Refuses changes until the resulting set keeps the rules; each turn takes at least one change back. */
        private void settle() {
            Set<String> ids = live.foreignIds(running.all());
            Set<String> directs = live.foreignDirects(running.all());
            while (true) {
                Map<String, Finding> errors = setRules.check(proposed, running.byPath(), lastGood, ids, directs);
                errors.keySet().removeIf(path -> proposed.get(path) == running.get(path));
                if (errors.isEmpty()) {
                    return;
                }
                errors.forEach((path, error) -> refuse(path, List.of(error)));
            }
        }

        private void done(Change change) {
            String path = change.path();
            if (change.after() == null) {
                running.gone(path);
                if (!look.files().containsKey(path) && !look.unreadable().containsKey(path)) {
                    lastGood.forget(path);
                }
                return;
            }
            RouteFile file = change.after().file();
            boolean copy = !file.sameVersion(look.files().get(path));
            running.loaded(change.after(), copy);
            if (!copy) {
                lastGood.keep(file);
                failedStarts.forget(path);
            }
        }

        private void failed(List<Change> changes, SwapException failure) {
            boolean disruptive = changes.stream()
                    .flatMap(change -> change.outgoing().stream())
                    .anyMatch(live.ids()::contains);
            for (Change change : changes) {
                String path = change.path();
                Finding error = error(change, failure);
                if (copyTried.contains(path)) {
                    copyFailed = true;
                } else if (look.files().containsKey(path)) {
                    failedStarts.remember(look.files().get(path), error, failure, changes, disruptive);
                }
                refuse(path, List.of(error));
            }
        }

        private Finding error(Change change, SwapException failure) {
            String path = change.path();
            if (!path.equals(failure.path()) || change.after() == null) {
                String what = "was changed together with " + display.apply(failure.path()) + ", which does not start";
                return Finding.error(display.apply(path), 0, null, what, "mend that file");
            }
            return explainer.explain(change.after(), failure.getCause());
        }
    }
}
