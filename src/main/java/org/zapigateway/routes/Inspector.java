package org.zapigateway.routes;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;

/** Judges one version of one file by itself: reads it, holds it against the rules, starts it dry. */
final class Inspector implements AutoCloseable {
    private final CamelContext context;
    private final AllowedParts allowed;
    private final SwitchedOffSchemes switchedOff;
    private final Placeholders placeholders;
    private final UnaryOperator<String> display;
    private DryStart dryStart;

    Inspector(
            CamelContext context,
            AllowedParts allowed,
            SwitchedOffSchemes switchedOff,
            Placeholders placeholders,
            UnaryOperator<String> display) {
        this.context = context;
        this.allowed = allowed;
        this.switchedOff = switchedOff;
        this.placeholders = placeholders;
        this.display = display;
    }

    /**
     * The verdict on a version.
     *
     * @param outline of a good version; {@code null} else
     * @param errors of a bad version; empty else
     * @param skipped why a version is not for this configuration; {@code null} else
     */
    record Verdict(Outline outline, List<RouteFileError> errors, String skipped) {}

    Verdict inspect(RouteFile file) {
        return placeholders.with(file.placeholders(), () -> judge(file));
    }

    private Verdict judge(RouteFile file) {
        String name = display.apply(file.path());
        Outline outline;
        try {
            outline = OutlineReader.read(file, name, context::resolvePropertyPlaceholders);
        } catch (RouteFileException e) {
            return new Verdict(null, List.of(e.error()), null);
        }
        Optional<String> skipped = skipped(outline);
        if (skipped.isPresent()) {
            return new Verdict(null, List.of(), skipped.get());
        }
        List<RouteFileError> errors = new FileRules(allowed).check(outline, name);
        if (!errors.isEmpty()) {
            return new Verdict(null, errors, null);
        }
        try {
            dryStart().rehearse(file);
            return new Verdict(outline, List.of(), null);
        } catch (Exception | LinkageError | StackOverflowError e) {
            return new Verdict(null, List.of(new CamelComplaint(context, outline, name).explain(e)), null);
        }
    }

    private Optional<String> skipped(Outline outline) {
        return outline.entries().stream()
                .flatMap(entry -> entry.uses().stream())
                .map(EndpointUse::scheme)
                .distinct()
                .flatMap(scheme ->
                        switchedOff.reason(scheme).stream().map(reason -> "it uses " + scheme + ": and " + reason))
                .findFirst();
    }

    private DryStart dryStart() throws Exception {
        if (dryStart == null) {
            dryStart = new DryStart(context, allowed.components());
        }
        return dryStart;
    }

    @Override
    public void close() {
        if (dryStart != null) {
            dryStart.close();
        }
    }
}
