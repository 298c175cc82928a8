package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.zapigateway.routes.Finding.Severity;

/** What was found in one route file. */
final class Findings {
    private final String file;
    private final List<Finding> all = new ArrayList<>();

    /** @param file as it is named to the user */
    Findings(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void error(int line, String routeId, String what, String remedy) {
        all.add(Finding.error(file, line, routeId, what, remedy));
    }

    void warning(int line, String routeId, String what, String remedy) {
        all.add(new Finding(Severity.WARNING, file, line, routeId, what, remedy));
    }

    void add(Finding finding) {
        all.add(finding);
    }

    /** For what the file is refused, in the order of its lines; empty when it is good. */
    List<Finding> errors() {
        return of(Severity.ERROR);
    }

    /** In the order of the lines. */
    List<Finding> warnings() {
        return of(Severity.WARNING);
    }

    private List<Finding> of(Severity severity) {
        return all.stream()
                .filter(finding -> finding.severity() == severity)
                .sorted(Comparator.comparingInt(Finding::line))
                .distinct()
                .toList();
    }
}
