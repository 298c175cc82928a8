package org.zapigateway.operations;

import java.net.UnknownHostException;
import java.util.NoSuchElementException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.zapigateway.inbox.StoredEvent;

/**
 * {@code GET /console}: a page that shows the gateway at work, and what it asks for. What it changes, it changes by the
 * other endpoints.
 */
final class ConsoleEndpoint {
    private static final String PATH = "/console";
    private static final Resource FILES = new ClassPathResource("console/");
    private static final Resource PAGE = new ClassPathResource("console/index.html");

    private final ConsoleStream stream;
    private final EventStories stories;
    private final ConsoleInstances instances;
    private final PayloadAudit audit;

    ConsoleEndpoint(ConsoleStream stream, EventStories stories, ConsoleInstances instances, PayloadAudit audit) {
        this.stream = stream;
        this.stories = stories;
        this.instances = instances;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, request -> page())
                .GET(PATH + "/", request -> page())
                .GET(PATH + "/stream", stream::follow)
                .GET(PATH + "/instances", request -> OperationsJson.answer(instances.now()))
                .GET(PATH + "/events", this::story)
                .GET(PATH + "/events/{eventId}", this::payload)
                .resources(PATH + "/**", FILES)
                .onError(
                        IllegalArgumentException.class,
                        (e, request) -> OperationsJson.problem(HttpStatus.BAD_REQUEST, e.getMessage()))
                .onError(
                        NoSuchElementException.class,
                        (e, request) -> OperationsJson.problem(HttpStatus.NOT_FOUND, e.getMessage()))
                .build();
    }

    private static ServerResponse page() {
        return ServerResponse.ok().contentType(MediaType.TEXT_HTML).body(PAGE);
    }

    private ServerResponse story(ServerRequest request) {
        return OperationsJson.answer(stories.find(request.param("id").orElse(null)));
    }

    private ServerResponse payload(ServerRequest request) throws UnknownHostException {
        StoredEvent event = stories.payload(request.pathVariable("eventId"))
                .orElseThrow(
                        () -> new NoSuchElementException("neither a queue nor the event log has this event any more"));
        audit.shown(event.id(), request);
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(event.body());
    }
}
