package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/**
 * Warns of a header that is read, that nothing sets, and that has nearly the name of one that comes with each event: it is
 * empty, so that a condition is never true and nobody is told. What has no near name may well be set by something that
 * cannot be seen here. Camel's headers know no case. A route with {@code batching} has none of them.
 */
final class HeaderRules implements Rule {
    /** The scheme of the component that gives events. */
    private static final String EVENTS = "zapi";

    /** In the simple language, wherever it is evaluated, and by the functions of jq and xpath. */
    private static final Pattern READ = Pattern.compile(
            "(?:\\$(?:simple)?\\{\\s*(?:(?:in\\.)?headers?[.:?\\[]+|headerAs\\(\\s*)|\\bheader\\(\\s*)[\"']?([\\w-]+)");

    /** What Camel and brokers set; a name with a hyphen is one of HTTP or mail, and comes with an answer. */
    private static final Pattern FOREIGN = Pattern.compile("(?i)(?:camel|jms|_).*|.*-.*");

    /** Keys whose values are not evaluated. */
    private static final Set<String> TEXTS = Set.of("constant", "description", "note", "id");

    private final ComponentCatalog catalog;

    HeaderRules(CamelContext context) {
        catalog = new ComponentCatalog(context);
    }

    @Override
    public void check(Outline outline, Findings findings) {
        Set<String> ofEvents = headersOfEvents();
        Set<String> named = named(outline);
        Predicate<Entry> getsLists = gettingLists(outline);
        for (Entry entry : receivingEvents(outline)) {
            for (Read read : reads(entry)) {
                String name = read.name();
                if (!named.contains(name) && !FOREIGN.matcher(name).matches()) {
                    meant(name, ofEvents).ifPresent(header -> {
                        if (getsLists.test(entry) && !header.equals(RouteModel.VERSION)) {
                            ofList(entry, read, findings);
                        } else if (!ofEvents.contains(name)) {
                            misspelt(entry, read, header, findings);
                        }
                    });
                }
            }
        }
    }

    private static Optional<String> meant(String name, Set<String> ofEvents) {
        return ofEvents.stream().filter(name::equalsIgnoreCase).findFirst().or(() -> DidYouMean.of(name, ofEvents));
    }

    private static void misspelt(Entry entry, Read read, String header, Findings findings) {
        findings.warning(
                read.line(),
                entry.routeId(),
                "reads the header '" + read.name() + "', which nothing sets",
                "did you mean " + header + "?");
    }

    private static void ofList(Entry entry, Read read, Findings findings) {
        findings.warning(
                read.line(),
                entry.routeId(),
                "reads the header '" + read.name()
                        + "', but with 'batching: true' a route gets a list of events and none of their headers",
                "bind fields in SQL (:#eventId), split the list and read ${body[eventId]}, or leave out 'batching'");
    }

    /** Entries that surely get events as lists only, without headers. A route of another file may make headers of fields. */
    private static Predicate<Entry> gettingLists(Outline outline) {
        Set<String> here = directs(outline, true);
        if (!here.containsAll(directs(outline, false))) {
            return entry -> false;
        }
        Predicate<Entry> batches = route -> route.uses().stream().anyMatch(EndpointUse::isBatching);
        boolean allDo = !outline.routes().isEmpty() && outline.routes().stream().allMatch(batches);
        return entry -> entry.isRoute() ? batches.test(entry) : allDo;
    }

    /** The names of the {@code direct:} endpoints that the file consumes, or sends to. */
    private static Set<String> directs(Outline outline, boolean from) {
        return outline.entries().stream()
                .flatMap(entry -> entry.uses().stream())
                .filter(use -> use.isDirect() && use.from() == from)
                .map(EndpointUse::path)
                .collect(Collectors.toSet());
    }

    private Set<String> headersOfEvents() {
        Set<String> names = names();
        catalog.component(EVENTS)
                .ifPresent(model -> model.getEndpointHeaders().forEach(header -> names.add(header.getName())));
        return names;
    }

    private static Set<String> names() {
        return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** Whatever stands in the file by itself, not only below 'setHeader': many steps and options name a header. */
    private static Set<String> named(Outline outline) {
        Set<String> named = names();
        for (Entry entry : outline.entries()) {
            List<Word> words = entry.words();
            for (int i = 0; i < words.size(); i++) {
                if (!words.get(i).key() && !isHeaderLanguage(words, i)) {
                    named.add(words.get(i).resolved());
                }
            }
            // Those in the query of an address.
            entry.uses().forEach(use -> named.addAll(use.values().values()));
        }
        return named;
    }

    /** Other routes get headers from messages that are no events, or from routes in other files. */
    private static List<Entry> receivingEvents(Outline outline) {
        Set<String> called = directs(outline, false);
        Predicate<Entry> receives = route -> route.uses().stream()
                .filter(EndpointUse::from)
                .anyMatch(use -> use.isSubscription() || use.isDirect() && called.contains(use.path()));
        // What is no route, such as 'onException', is for all routes of the file.
        boolean allDo = outline.routes().stream().allMatch(receives);
        return outline.entries().stream()
                .filter(entry -> entry.isRoute() ? receives.test(entry) : allDo)
                .toList();
    }

    private record Read(String name, int line) {}

    private static List<Read> reads(Entry entry) {
        List<Read> reads = new ArrayList<>();
        List<Word> words = entry.words();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (isHeaderLanguage(words, i)) {
                reads.add(new Read(word.resolved().strip(), word.line()));
            } else if (!word.key() && !TEXTS.contains(word.parent())) {
                READ.matcher(word.resolved())
                        .results()
                        .forEach(read -> reads.add(new Read(read.group(1), word.line())));
            }
        }
        return reads;
    }

    /** True for the name in {@code header: chatId} and in {@code header: {expression: chatId}}. */
    private static boolean isHeaderLanguage(List<Word> words, int i) {
        Word word = words.get(i);
        boolean isBelow = word.parent().equals("header")
                || word.parent().equals("expression")
                        && i > 0
                        && words.get(i - 1).parent().equals("header");
        return isBelow && !word.key() && !word.inParameters();
    }
}
