package org.zapigateway.routes;

/**
 * What is wrong in a route file: place, value and remedy. It prints as one line, {@code
 * routes/crm.camel.yaml:12: route 'crm' sends to direct:orders, which no route consumes; did you mean direct:order?}
 *
 * @param file the file with the name of the routes directory before it; never {@code null}
 * @param line the line, counted from 1; 0 when it is not known
 * @param routeId the route; {@code null} when the error is not in one route, or the route has no id
 * @param what what is wrong, worded to follow "route 'crm'" when there is a route id; no secret and no payload
 * @param remedy what to do about it; never {@code null}
 */
public record RouteFileError(String file, int line, String routeId, String what, String remedy) {

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        String subject = routeId == null ? "" : "route '" + routeId + "' ";
        return place + ": " + subject + what + "; " + remedy;
    }
}
