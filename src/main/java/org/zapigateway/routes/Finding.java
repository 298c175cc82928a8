package org.zapigateway.routes;

/**
 * Something to say about a route file: place, value and remedy. It prints as one line, {@code
 * routes/crm.camel.yaml:12: route 'crm' sends to direct:orders, which no route consumes; did you mean direct:order?}
 *
 * @param severity whether the file is refused for it
 * @param file the file with the name of the routes directory before it; never {@code null}
 * @param line the line, counted from 1; 0 when it is not known
 * @param routeId the route; {@code null} when it is not about one route, or the route has no id
 * @param what what is wrong, worded to follow "route 'crm'" when there is a route id; no secret and no payload
 * @param remedy what to do about it; never {@code null}
 */
public record Finding(Severity severity, String file, int line, String routeId, String what, String remedy) {

    /** What follows from a finding. */
    public enum Severity {
        /** The file is refused. */
        ERROR,
        /** The file is loaded; it may do something else than its author thinks. */
        WARNING
    }

    static Finding error(String file, int line, String routeId, String what, String remedy) {
        return new Finding(Severity.ERROR, file, line, routeId, what, remedy);
    }

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        String kind = severity == Severity.WARNING ? "warning: " : "";
        String subject = routeId == null ? "" : "route '" + routeId + "' ";
        return place + ": " + kind + subject + what + "; " + remedy;
    }
}
