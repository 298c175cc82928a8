package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.zapigateway.routes.Outline.Word;

/**
 * Gives the steps of a file the lines that an editor shows for their keys. Camel gives a step the line before its content,
 * which may begin beside the key or below a comment; and the line of its content when that is a plain text.
 */
final class StepLines {
    private final List<Key> keys = new ArrayList<>();

    /**
     * The key of a step.
     *
     * @param told the line that Camel has for it
     */
    private record Key(String step, int line, int told) {}

    StepLines(Outline outline) {
        outline.entries().forEach(entry -> read(entry.words()));
    }

    private void read(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word.step()) {
                boolean isLast = i + 1 == words.size();
                keys.add(new Key(word.text(), word.line(), told(word, isLast ? word : words.get(i + 1))));
            }
        }
    }

    private static int told(Word step, Word next) {
        boolean isContent = next.parent().equals(step.text());
        return isContent && !next.key() ? next.line() : (isContent ? next : step).line() - 1;
    }

    /** Corrects the lines of steps as they were read, once for each file. */
    void correct(Set<ProcessorDefinition<?>> steps) {
        for (ProcessorDefinition<?> step : steps) {
            step.setLineNumber(line(step));
            if (step instanceof ChoiceDefinition choice) {
                // The entries of a list have no key.
                choice.getWhenClauses().forEach(when -> when.setLineNumber(when.getLineNumber() + 1));
            }
        }
    }

    /** Of several for which Camel has the same line, the first is taken first: both come in the order of the file. */
    private int line(NamedNode step) {
        for (Key key : keys) {
            if (key.step().equals(step.getShortName()) && key.told() == step.getLineNumber()) {
                keys.remove(key);
                return key.line();
            }
        }
        return step.getLineNumber();
    }
}
