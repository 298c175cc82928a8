package org.zapigateway.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, checks, loads and reloads the users' YAML route files. No edit can stop what runs: a bad file is refused with
 * place and remedy, and its last good version keeps running.
 *
 * <p>Camel's own reload is not used: it removes all routes on an error and does not see deleted files (TRAPS C1 to C6).
 *
 * <p>{@link #start()} is for one thread; {@link #stop()} and {@link #files()} are for any.
 */
public final class RouteLoader {
    private static final Logger LOG = LoggerFactory.getLogger(RouteLoader.class);
    /** A change must be seen twice, and run within 3 seconds. */
    private static final Duration INTERVAL = Duration.ofMillis(750);

    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofMillis(50);
    private static final int MAX_FIRST_LOOKS = 20;

    private final ModelCamelContext context;
    private final RoutesSettings settings;
    private final RoutesDirectory directory;
    private final Placeholders placeholders = new Placeholders();
    private final SettledLook settled = new SettledLook();
    private final LastGoodDirectory lastGood;
    private final LiveRoutes live;
    private final RouteRegister register;
    private final RouteRounds rounds;
    private final RoutesWatch watch;
    private Look applied;
    private long retryAt = Long.MAX_VALUE;

    /**
     * A loader for a Camel context that is started, with the gateway's own routes in it.
     *
     * @param context gets the routes; what is in it already is never touched
     * @param lastGoodDirectory where the last good copies are kept; made when it is missing
     * @param switchedOff the components that are off by configuration
     */
    public RouteLoader(
            ModelCamelContext context,
            RoutesSettings settings,
            Path lastGoodDirectory,
            SwitchedOffSchemes switchedOff) {
        this(context, settings, lastGoodDirectory, switchedOff, INTERVAL);
    }

    RouteLoader(
            ModelCamelContext context,
            RoutesSettings settings,
            Path lastGoodDirectory,
            SwitchedOffSchemes switchedOff,
            Duration interval) {
        this.context = context;
        this.settings = settings;
        directory = new RoutesDirectory(settings.directory());
        lastGood = new LastGoodDirectory(lastGoodDirectory);
        AllowedParts allowed = AllowedParts.of(settings);
        live = new LiveRoutes(context, placeholders);
        register = new RouteRegister(Clock.systemUTC());
        rounds = new RouteRounds(
                (outline, thrown) -> new CamelComplaint(
                                context,
                                outline,
                                directory.display(outline.file().path()))
                        .explain(thrown),
                live,
                placeholders,
                lastGood,
                register,
                () -> new Inspector(context, allowed, switchedOff, placeholders, directory::display),
                directory::display);
        watch = new RoutesWatch(this::look, interval);
    }

    /**
     * Loads all files, and then watches them when the settings say so. Returns when the first load has ended; a bad
     * file does not make it fail.
     *
     * @throws RoutesDirectoryException when the directory is missing; the message says the remedy
     */
    public void start() {
        if (!Files.isDirectory(settings.directory())) {
            throw new RoutesDirectoryException("zapi.routes.directory is " + settings.directory() + " ("
                    + settings.directory().toAbsolutePath().normalize()
                    + "), which is not a directory; create it, or set zapi.routes.directory to where your *"
                    + RoutesDirectory.SUFFIX + " files are");
        }
        context.getPropertiesComponent().addPropertiesSource(placeholders);
        NoBeanCalls.in(context);
        JqValues.in(context);
        ComputedAddress.register();
        LoggedText.in(context);
        directory
                .misnamed()
                .forEach(path -> LOG.warn(
                        "routes: {} is not loaded, because its name does not end in {}",
                        directory.display(path),
                        RoutesDirectory.SUFFIX));
        Look look = settled.settle(firstLook());
        if (look.trouble() == null && !look.isEmpty()) {
            lastGood.forgetAllBut(Stream.concat(look.files().keySet().stream(), look.unreadable().keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        try {
            if (look.trouble() != null) {
                rounds.run(new Look(null, lastGood.all(), Map.of(), Map.of()));
            }
            apply(look);
        } catch (RuntimeException e) {
            // Not foreseen, so not a reason to keep the edge shut: the watch tries again at its next look.
            LOG.error("routes: the first load failed", e);
            register.directory("the first load failed (" + e + ")");
        }
        register.beat();
        if (settings.reload()) {
            watch.start();
            register.watched();
        }
    }

    /**
     * Ends the watching; the routes stay, the Camel context stops them. Quick, unless routes are being exchanged: that is
     * given up when the batch has ended that it waits for, and until then this waits, by some 25 seconds at most. May be
     * called while {@link #start()} runs in another thread.
     */
    public void stop() {
        live.end();
        watch.stop();
    }

    /** How the files stand; the same view for the whole life of the loader. */
    public RouteFiles files() {
        return register;
    }

    /**
     * The YAML of the version of a file that runs.
     *
     * @param file the path below the routes directory
     * @return empty when nothing of it runs, or its last good copy could not be kept
     */
    public Optional<String> runningText(String file) {
        // Only what is known: the name may come from anywhere, and lead anywhere.
        return register.files().stream()
                .filter(status -> status.file().equals(file) && status.runningHash() != null)
                .findFirst()
                .flatMap(status -> lastGood.find(file)
                        .filter(copy -> copy.hash().equals(status.runningHash()))
                        .map(RouteFile::text));
    }

    /** Waits until nobody is writing, for a moment at most: a half-written file is refused and mended soon after. */
    private Look firstLook() {
        Look look = lookNow();
        for (int i = 0; i < MAX_FIRST_LOOKS; i++) {
            try {
                Thread.sleep(BETWEEN_FIRST_LOOKS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return look;
            }
            Look again = lookNow();
            if (again.equals(look)) {
                return look;
            }
            look = again;
        }
        return look;
    }

    /** Of a folder that cannot be read, the files count as there: what runs of them keeps running. */
    private Look lookNow() {
        return directory
                .look()
                .withHidden(() -> Stream.concat(
                        register.files().stream()
                                .filter(status -> status.runningHash() != null)
                                .map(RouteFileStatus::file),
                        lastGood.all().keySet().stream()));
    }

    private void look() {
        Look look = settled.settle(lookNow());
        boolean retry = System.nanoTime() - retryAt >= 0 && retryAt != Long.MAX_VALUE;
        if (retry || !look.equals(applied)) {
            apply(look);
        }
        register.beat();
    }

    private void apply(Look look) {
        boolean again = rounds.run(look);
        applied = look;
        retryAt = again ? System.nanoTime() + RETRY.toNanos() : Long.MAX_VALUE;
    }
}
