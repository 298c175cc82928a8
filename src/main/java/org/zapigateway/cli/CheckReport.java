package org.zapigateway.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.zapigateway.routes.Finding;
import org.zapigateway.routes.RouteFileState;
import org.zapigateway.routes.RouteFileStatus;
import org.zapigateway.routes.RouteFiles;

/**
 * What a check has found, for people and for tools.
 *
 * @param trouble what is wrong with the directory as a whole; {@code null} when nothing is
 * @param files how each file would stand
 * @param misnamed warnings of files that look like route files, and are none
 */
record CheckReport(String trouble, List<RouteFileStatus> files, List<Finding> misnamed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CheckReport of(RouteFiles files, List<Finding> misnamed) {
        return new CheckReport(files.directoryTrouble().orElse(null), files.files(), misnamed);
    }

    /** Whether the gateway would load everything. */
    boolean isGood() {
        return trouble == null && count(RouteFileState.REFUSED) == 0;
    }

    void print(PrintWriter out) {
        for (RouteFileStatus file : files) {
            findings(file).forEach(finding -> out.println(Printable.of(finding.toString())));
            if (file.state() == RouteFileState.SKIPPED) {
                out.println(Printable.of(file.file() + ": not loaded; " + file.note()));
            }
        }
        misnamed.forEach(finding -> out.println(Printable.of(finding.toString())));
        if (trouble != null) {
            out.println(Printable.of(trouble));
        }
        out.println("-- " + of(files.size(), "file") + ", " + count(RouteFileState.REFUSED) + " refused, "
                + of(warnings(), "warning"));
    }

    void printJson(PrintWriter out) {
        try {
            out.println(JSON.writeValueAsString(new Summary(
                    files.size(),
                    count(RouteFileState.REFUSED),
                    warnings(),
                    trouble,
                    Stream.concat(files.stream().flatMap(CheckReport::findings), misnamed.stream())
                            .map(Row::of)
                            .toList())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long count(RouteFileState state) {
        return files.stream().filter(file -> file.state() == state).count();
    }

    private long warnings() {
        return files.stream().mapToLong(file -> file.warnings().size()).sum() + misnamed.size();
    }

    private static String of(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static Stream<Finding> findings(RouteFileStatus file) {
        return Stream.concat(file.errors().stream(), file.warnings().stream());
    }

    /** The whole answer; {@code files}, {@code refused} and {@code warnings} are numbers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Summary(
            @JsonProperty int files,
            @JsonProperty long refused,
            @JsonProperty long warnings,
            @JsonProperty String trouble,
            @JsonProperty List<Row> findings) {}

    /** One finding; {@code line} and {@code route} are absent when they are not known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            @JsonProperty String severity,
            @JsonProperty String file,
            @JsonProperty Integer line,
            @JsonProperty String route,
            @JsonProperty String what,
            @JsonProperty String remedy,
            @JsonProperty String message) {
        static Row of(Finding finding) {
            return new Row(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.file(),
                    finding.line() > 0 ? finding.line() : null,
                    finding.routeId(),
                    finding.what(),
                    finding.remedy(),
                    finding.toString());
        }
    }
}
