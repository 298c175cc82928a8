package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.support.DefaultConsumer;

/**
 * Runs events through route files as the gateway would, but what they would send is noted and not sent: nothing outside
 * of this process is touched. Targets answer nothing, so the steps behind one see the body that was sent. Events go one
 * after the other; it is for one thread.
 */
public final class RouteTrial implements AutoCloseable {
    /** Components that send nothing anywhere, but are steps of a route. */
    private static final Set<String> STEPS = Set.of("direct", "json-validator");

    private final DefaultCamelContext scratch;
    private final TrialRecorder recorder;
    private final TrialSteps steps;
    private final List<Finding> warnings;
    private final Set<String> tried;

    private RouteTrial(
            DefaultCamelContext scratch,
            TrialRecorder recorder,
            TrialSteps steps,
            List<Finding> warnings,
            Set<String> tried) {
        this.scratch = scratch;
        this.recorder = recorder;
        this.steps = steps;
        this.warnings = warnings;
        this.tried = tried;
    }

    /** An event that can be tried. */
    public interface Event {
        /**
         * The options of {@code zapi:events} that keep the event out.
         *
         * @param events what a route begins with
         */
        List<String> keptOutBy(Endpoint events);

        /**
         * Puts the event into an exchange.
         *
         * @param events what the route begins with
         */
        void fill(Exchange exchange, Endpoint events);
    }

    /**
     * Starts the routes.
     *
     * @param live whose components, beans and placeholders are used, and which is not changed
     * @param files all that the gateway would run, by path
     * @param paths the files that are tried
     * @param display how a file is named to the user, by its path
     */
    static RouteTrial open(
            CamelContext live,
            Set<String> schemes,
            Map<String, Outline> files,
            Collection<String> paths,
            UnaryOperator<String> display) {
        TrialRecorder recorder = new TrialRecorder();
        DefaultCamelContext scratch = ScratchContext.of(
                live,
                schemes,
                (scheme, real) -> STEPS.contains(scheme)
                        ? live.getInjector().newInstance(real.getClass(), false)
                        : new InertComponent(real, recorder));
        scratch.getCamelContextExtension().setName("trial");
        scratch.getExecutorServiceManager().setThreadPoolFactory(new CallerRuns());
        TrialSteps steps = new TrialSteps(files, display);
        scratch.getCamelContextExtension().addInterceptStrategy(steps);
        scratch.start();
        List<Outline> outlines = paths.stream().map(files::get).toList();
        RouteTrial trial = new RouteTrial(
                scratch,
                recorder,
                steps,
                outlines.stream().flatMap(file -> file.warnings().stream()).toList(),
                outlines.stream().flatMap(file -> file.routeIds().stream()).collect(Collectors.toSet()));
        try {
            trial.start(files.values());
            return trial;
        } catch (Exception e) {
            trial.close();
            throw new IllegalStateException("routes that were found good do not start", e);
        }
    }

    private void start(Collection<Outline> files) throws Exception {
        List<RouteDefinition> routes = new ArrayList<>();
        for (Outline file : files) {
            RouteModel.read(scratch, file).stream()
                    .filter(route -> isDirect(route) || tried.contains(route.getRouteId()))
                    .forEach(routes::add);
        }
        // Consumers of direct: are there before the routes that send to them.
        routes.sort(Comparator.comparing((RouteDefinition route) -> !isDirect(route)));
        routes.forEach(this::adapt);
        scratch.addRouteDefinitions(routes);
    }

    private static boolean isDirect(RouteDefinition route) {
        return route.getInput().getEndpointUri().startsWith("direct:");
    }

    private void adapt(RouteDefinition route) {
        route.setAutoStartup("true");
        // Else Camel splits a computed address into a fixed one and headers.
        all(route, ToDynamicDefinition.class).forEach(step -> step.setAllowOptimisedComponents("false"));
        TrialLog log = new TrialLog(recorder::log);
        all(route, LogDefinition.class).forEach(step -> step.setLogger(log));
        all(route, DelayDefinition.class).forEach(step -> step.setExpression(new ConstantExpression("0")));
    }

    private static <T extends ProcessorDefinition<?>> Collection<T> all(RouteDefinition route, Class<T> step) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), step);
    }

    /** What else is to be said about the files. */
    public List<Finding> warnings() {
        return warnings;
    }

    /** The tried routes that begin with {@code zapi:events}; others do nothing for an event. */
    public List<String> routeIds() {
        return sources().map(source -> source.getKey().getRouteId()).toList();
    }

    /** Runs an event through each of {@link #routeIds()}. */
    public List<TrialResult> run(Event event) {
        return sources()
                .map(source -> run(event, source.getKey(), source.getValue()))
                .toList();
    }

    private TrialResult run(Event event, DefaultConsumer consumer, Endpoint events) {
        String routeId = consumer.getRouteId();
        List<String> keptOutBy = event.keptOutBy(events);
        if (!keptOutBy.isEmpty()) {
            return new TrialResult(routeId, keptOutBy, List.of(), null);
        }
        Exchange exchange = consumer.createExchange(false);
        exchange.getExchangeExtension().setTransacted(true);
        event.fill(exchange, events);
        exchange.getIn()
                .setHeader(
                        RouteModel.VERSION, consumer.getRoute().getProperties().get(RouteModel.VERSION));
        recorder.begin(exchange.getIn().getHeaders());
        Throwable failure = process(exchange, consumer);
        return new TrialResult(routeId, List.of(), recorder.end(), steps.explain(failure));
    }

    private static Throwable process(Exchange exchange, DefaultConsumer consumer) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception | LinkageError | StackOverflowError e) {
            return e;
        }
        if (exchange.getException() == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
            return new RollbackExchangeException("the route asks for a rollback", exchange);
        }
        return exchange.getException();
    }

    private Stream<Map.Entry<DefaultConsumer, Endpoint>> sources() {
        return recorder.consumers().entrySet().stream()
                .filter(source -> tried.contains(source.getKey().getRouteId()))
                .filter(source -> source.getValue().getEndpointUri().startsWith("zapi:"));
    }

    @Override
    public void close() {
        scratch.stop();
    }
}
