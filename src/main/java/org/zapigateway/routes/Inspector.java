package org.zapigateway.routes;

import java.util.List;
import java.util.Map;
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
    private final DslRules dsl;
    private final List<Rule> rules;
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
        dsl = new DslRules(DslSchema.load(context.getClassResolver()));
        rules = List.of(
                new EntryRules(),
                new EndpointRules(allowed),
                new OptionRules(context, allowed.components()),
                new ClassOptionRules(),
                new SqlRules(new SimpleSyntax(context)),
                new FileRootRules(allowed),
                new WordRules(allowed),
                new HeaderRules(context),
                new ObjectRules(context.getClassResolver()),
                new PlaceholderRules(context::resolvePropertyPlaceholders),
                new TransactionRules());
    }

    /**
     * The verdict on a version.
     *
     * @param outline of a good version; {@code null} else
     * @param errors of a bad version; empty else
     * @param warnings of either
     * @param skipped why a version is not for this configuration; {@code null} else
     */
    record Verdict(Outline outline, List<Finding> errors, List<Finding> warnings, String skipped) {
        private static Verdict good(Outline outline) {
            return new Verdict(outline, List.of(), outline.warnings(), null);
        }

        private static Verdict bad(Findings findings) {
            return new Verdict(null, findings.errors(), findings.warnings(), null);
        }

        private static Verdict skipped(String reason) {
            return new Verdict(null, List.of(), List.of(), reason);
        }
    }

    Verdict inspect(RouteFile file) {
        return placeholders.with(file.placeholders(), () -> judge(file));
    }

    private Verdict judge(RouteFile file) {
        Findings findings = new Findings(display.apply(file.path()));
        Outline outline;
        try {
            outline = OutlineReader.read(file, context, dsl, findings);
        } catch (RouteFileException e) {
            findings.add(e.error());
            return Verdict.bad(findings);
        }
        Optional<String> skipped = skipped(outline);
        if (skipped.isPresent()) {
            return Verdict.skipped(skipped.get());
        }
        rules.forEach(rule -> rule.check(outline, findings));
        if (findings.errors().isEmpty()) {
            rehearse(outline, findings);
        }
        return findings.errors().isEmpty() ? Verdict.good(outline.with(findings.warnings())) : Verdict.bad(findings);
    }

    private void rehearse(Outline outline, Findings findings) {
        CamelComplaint complaint = new CamelComplaint(context, outline, findings.file());
        try {
            Map<String, Exception> complaints = dryStart().rehearse(outline);
            complaints.values().forEach(thrown -> findings.add(complaint.explain(thrown)));
        } catch (Exception | LinkageError | StackOverflowError e) {
            findings.add(complaint.explain(e));
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
