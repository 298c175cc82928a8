package org.zapigateway.routes;

import java.util.Set;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.zapigateway.routes.Outline.Word;

/**
 * Gives steps the lines that an editor shows for their keys. Camel gives a step the line before the one where its content
 * begins, which is the line of its key only when the content begins just below.
 */
final class StepLines {
    private final Outline outline;

    StepLines(Outline outline) {
        this.outline = outline;
    }

    /** Corrects the lines of steps as they were read. */
    void correct(Set<ProcessorDefinition<?>> steps) {
        for (ProcessorDefinition<?> step : steps) {
            step.setLineNumber(ofStep(step));
            if (step instanceof ChoiceDefinition choice) {
                // The entries of a list have no key.
                choice.getWhenClauses().forEach(when -> when.setLineNumber(ofContent(when)));
            }
        }
    }

    /** The last key of its name up to its content; what stands in no list of steps keeps the line that Camel gave it. */
    private int ofStep(NamedNode step) {
        return outline.entries().stream()
                .flatMap(entry -> entry.words().stream())
                .filter(word -> word.step() && word.text().equals(step.getShortName()))
                .mapToInt(Word::line)
                .filter(line -> line <= ofContent(step))
                .max()
                .orElse(step.getLineNumber());
    }

    private static int ofContent(NamedNode node) {
        return node.getLineNumber() + 1;
    }
}
