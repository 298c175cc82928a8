package org.zapigateway.operations;

import static org.springframework.web.servlet.function.RequestPredicates.GET;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.zapigateway.event.EventJson;
import org.zapigateway.inbox.KeptMessages.Taken;
import org.zapigateway.subscription.DeadLetterFilter;
import org.zapigateway.subscription.DeadLetterQueue;
import org.zapigateway.subscription.DeadLetters;

/**
 * {@code /actuator/deadletters}: what waits for an operator; to look at, to replay, to discard (DESIGN section 3). It is
 * no {@code @Endpoint}, because those take flat bodies of texts only, and cannot answer line by line.
 */
final class DeadLettersEndpoint {
    private static final String PATH = "/actuator/deadletters";
    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1_000;

    /** An event may have megabytes; an export holds one at a time. */
    private static final int PAGE_WITH_EVENTS = 20;

    private static final int STEP = 1_000;

    private final DeadLetters deadLetters;
    private final PayloadAudit audit;

    DeadLettersEndpoint(DeadLetters deadLetters, PayloadAudit audit) {
        this.deadLetters = deadLetters;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, request -> queues())
                .route(GET(PATH + "/{name}").and(DeadLettersEndpoint::asksForLines), this::export)
                .GET(PATH + "/{name}", this::list)
                .GET(PATH + "/{name}/{eventId}", this::show)
                .POST(PATH + "/{name}", this::act)
                .onError(IllegalArgumentException.class, (e, request) -> problem(HttpStatus.BAD_REQUEST, e))
                .onError(NoSuchElementException.class, (e, request) -> problem(HttpStatus.NOT_FOUND, e))
                .onError(ActiveMQException.class, (e, request) -> problem(HttpStatus.SERVICE_UNAVAILABLE, e))
                .build();
    }

    private ServerResponse queues() {
        return OperationsJson.answer(answer(deadLetters.queues()));
    }

    /** The queues as the operations port tells of them. */
    static Queues answer(List<DeadLetterQueue> queues) {
        return new Queues(queues.stream().map(DeadLettersEndpoint::row).toList());
    }

    private ServerResponse list(ServerRequest request) throws IOException, ActiveMQException {
        DeadLetterQuery query = DeadLetterQuery.of(request.params().toSingleValueMap());
        DeadLetterQueue queue = deadLetters.queue(request.pathVariable("name"));
        int limit = query.body() ? query.limit(PAGE_WITH_EVENTS, PAGE_WITH_EVENTS) : query.limit(PAGE, LONGEST_PAGE);
        int[] toSkip = {query.offset()};
        List<DeadLetterLine> lines = new ArrayList<>();
        deadLetters.browse(queue.name(), query.filter(), letter -> {
            if (toSkip[0]-- <= 0) {
                lines.add(DeadLetterLine.of(letter, query.body()));
            }
            return lines.size() < limit;
        });
        if (query.body()) {
            audit.shownAll(queue.name(), request);
        }
        return OperationsJson.answer(new Letters(queue.name(), queue.count(), lines));
    }

    private ServerResponse show(ServerRequest request) throws IOException, ActiveMQException {
        String eventId = request.pathVariable("eventId");
        DeadLetterQuery query = DeadLetterQuery.of(request.params().toSingleValueMap());
        List<DeadLetterLine> found = new ArrayList<>();
        deadLetters.browse(request.pathVariable("name"), DeadLetterFilter.ofEvent(eventId), letter -> {
            found.add(DeadLetterLine.of(letter, query.body()));
            return false;
        });
        DeadLetterLine line = found.stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no event '" + eventId
                        + "' among the dead letters of '" + request.pathVariable("name") + "'"));
        if (query.body()) {
            audit.shown(line.eventId(), request);
        }
        return OperationsJson.answer(line);
    }

    private ServerResponse export(ServerRequest request) throws IOException {
        DeadLetterQuery query = DeadLetterQuery.of(request.params().toSingleValueMap());
        DeadLetterQueue queue = deadLetters.queue(request.pathVariable("name"));
        audit.shownAll(queue.name(), request);
        return ServerResponse.ok().contentType(MediaType.APPLICATION_NDJSON).build((http, response) -> {
            write(queue.name(), query.filter(), response);
            return null;
        });
    }

    private void write(String name, DeadLetterFilter filter, HttpServletResponse response) throws IOException {
        OutputStream lines = response.getOutputStream();
        try {
            deadLetters.browse(name, filter, letter -> written(DeadLetterLine.of(letter, true), lines));
        } catch (ActiveMQException e) {
            // Too late for another status: the reader must not take a part for the whole.
            throw new IOException("the export broke off: " + e.getMessage(), e);
        }
    }

    private static boolean written(DeadLetterLine line, OutputStream lines) {
        try {
            lines.write(OperationsJson.line(line).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            // The reader has gone.
            return false;
        }
    }

    private ServerResponse act(ServerRequest request) throws IOException, ActiveMQException {
        if (!OperationsJson.isJson(request)) {
            return ServerResponse.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
        }
        String name = request.pathVariable("name");
        DeadLetterAction action =
                OperationsJson.read(request.servletRequest().getInputStream(), DeadLetterAction.class);
        DeadLetterFilter filter = action.requireSelection();
        if (action.isDryRun()) {
            return OperationsJson.answer(counted(name, action, filter));
        }
        Taken taken = action.isReplay()
                ? deadLetters.replay(name, action.to(), filter, action.limitOr(STEP), action.reason())
                : deadLetters.discard(name, filter, action.limitOr(STEP), action.reason());
        return OperationsJson.answer(new Done(action.action(), name, null, taken.count(), taken.more(), null));
    }

    private Done counted(String name, DeadLetterAction action, DeadLetterFilter filter) throws ActiveMQException {
        String until = EventJson.time(Instant.now());
        long count = action.isReplay()
                ? deadLetters.countToReplay(name, action.to(), filter)
                : deadLetters.count(name, filter);
        return new Done(action.action(), name, true, count, null, until);
    }

    private static boolean asksForLines(ServerRequest request) {
        return request.headers().accept().contains(MediaType.APPLICATION_NDJSON);
    }

    private static Row row(DeadLetterQueue queue) {
        return new Row(queue.name(), queue.count(), queue.oldest() == null ? null : EventJson.time(queue.oldest()));
    }

    private static ServerResponse problem(HttpStatus status, Throwable why) {
        return OperationsJson.problem(status, why.getMessage());
    }

    /** The answer to {@code GET /actuator/deadletters}. */
    record Queues(List<Row> queues) {}

    /**
     * A queue.
     *
     * @param oldest since when its first message lies there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(String name, long count, String oldest) {}

    /**
     * A page of a queue.
     *
     * @param count how many messages the queue holds in all
     */
    record Letters(String name, long count, List<DeadLetterLine> deadLetters) {}

    /**
     * What was done.
     *
     * @param dryRun {@code true} when nothing was done but counting
     * @param count how many messages it was done to
     * @param more whether others that are meant are left: then ask again
     * @param until when they were counted; as a filter's {@code until} it leaves out what comes later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(String action, String name, Boolean dryRun, long count, Boolean more, String until) {}
}
