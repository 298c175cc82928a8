package org.zapigateway.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.zapigateway.subscription.CompanyQueues;

/** A gateway in small: a Camel context with one route of its own, a routes directory, and the loader. */
final class RoutesHouse implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    final DefaultCamelContext context = new DefaultCamelContext();
    final StubZapiComponent zapi = new StubZapiComponent();
    final SinkComponent sink = new SinkComponent();
    final Path directory;
    final Path lastGood;
    private SwitchedOffSchemes switchedOff = SwitchedOffSchemes.none();
    private List<String> components = List.of("mock", "sink", "mongodb");
    private List<String> languages = List.of("mvel");
    private List<Path> fileRoots = List.of();
    private RouteLoader loader;

    RoutesHouse(Path home) throws Exception {
        directory = Files.createDirectories(home.resolve("routes"));
        lastGood = home.resolve("data/routes-last-good");
        context.addComponent("zapi", zapi);
        context.addComponent("sink", sink);
        JmsComponent jms = new CompanyQueues();
        // Nobody listens there: a connection is made for a message, and none is sent by jms: here.
        jms.setConnectionFactory(new ActiveMQConnectionFactory("tcp://127.0.0.1:1"));
        context.addComponent("jms", jms);
        context.getRegistry().bind("dataSource", DataSource.class, new DriverManagerDataSource("jdbc:h2:mem:routes"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:webhook").routeId("receive-webhook").to("mock:webhook");
            }
        });
        context.start();
    }

    RoutesHouse switchOff(String scheme, String reason) {
        switchedOff = asked -> asked.equals(scheme) ? Optional.of(reason) : Optional.empty();
        return this;
    }

    /** Allows these, and not the others that are for tests. */
    void allowOnly(List<String> additionalComponents, List<Path> roots) {
        components = additionalComponents;
        languages = List.of();
        fileRoots = roots;
    }

    RouteFiles start() {
        RoutesSettings settings = new RoutesSettings(directory, true, components, languages, fileRoots);
        loader = new RouteLoader(context, settings, lastGood, switchedOff, INTERVAL);
        loader.start();
        return loader.files();
    }

    Optional<String> runningText(String file) {
        return loader.runningText(file);
    }

    RouteFiles files() {
        return loader.files();
    }

    /** Written beside and renamed: however slow the test is, the watcher sees no half of it. */
    void write(String file, String yaml) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Path beside = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), yaml);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A route from its own subscription to a mock endpoint of that name. */
    static String route(String id, String target) {
        return """
                - route:
                    id: %s
                    description: All events go to one place
                    from:
                      uri: zapi:events
                      steps:
                        - to:
                            uri: %s
                """
                .formatted(id, target);
    }

    /** A route that others call. */
    static String helper(String target) {
        return """
                - route:
                    id: helper
                    from:
                      uri: direct:helper
                      steps:
                        - to: %s
                """
                .formatted(target);
    }

    /** The version that a running route bears as a property; {@code null} when it does not run. */
    String version(String routeId) {
        Route route = context.getRoute(routeId);
        return route == null ? null : (String) route.getProperties().get(RouteModel.VERSION);
    }

    MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    RouteFileStatus status(String file) {
        return loader.files().files().stream()
                .filter(status -> status.file().equals(file))
                .findFirst()
                .orElse(null);
    }

    boolean stateIs(String file, RouteFileState state) {
        RouteFileStatus status = status(file);
        return status != null && status.state() == state;
    }

    /** All that is said of a file, errors first. */
    List<String> findings(String file) {
        return Stream.of(status(file).errors(), status(file).warnings())
                .flatMap(List::stream)
                .map(Finding::toString)
                .toList();
    }

    String error(String file) {
        return status(file).errors().get(0).toString();
    }

    @Override
    public void close() {
        if (loader != null) {
            loader.stop();
        }
        context.stop();
    }
}
