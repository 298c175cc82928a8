package org.zapigateway.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.zapigateway.routes.Outline.Entry;

/** Holds the options of endpoints against Camel's catalog, which knows the components on the class path. */
final class OptionRules implements Rule {
    /** The catalog knows it for the beginning of a route only; Camel takes it for a send too. */
    private static final Set<String> BOTH_SIDES = Set.of("exchangePattern");

    private static final Pattern MILLISECONDS = Pattern.compile("\\d+ms");
    private static final Pattern BEAN = Pattern.compile("#(?:bean:)?([\\w.-]+)");

    private final CamelContext context;
    private final ComponentCatalog catalog;
    private final Set<String> components;

    /** @param components those that are allowed; others are for another rule */
    OptionRules(CamelContext context, Set<String> components) {
        this.context = context;
        catalog = new ComponentCatalog(context);
        this.components = components;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            for (EndpointUse use : entry.uses()) {
                model(use.scheme()).ifPresent(model -> new Options(entry, use, model, findings).check());
            }
        }
    }

    private Optional<ComponentModel> model(String scheme) {
        return components.contains(scheme) ? catalog.component(scheme) : Optional.empty();
    }

    /** The options of one endpoint. */
    private final class Options {
        private final Entry entry;
        private final EndpointUse use;
        private final ComponentModel model;
        private final Findings findings;
        private final Map<String, BaseOptionModel> known = new TreeMap<>();

        Options(Entry entry, EndpointUse use, ComponentModel model, Findings findings) {
            this.entry = entry;
            this.use = use;
            this.model = model;
            this.findings = findings;
            Stream.of(model.getEndpointPathOptions(), model.getEndpointParameterOptions())
                    .flatMap(List::stream)
                    .forEach(option -> known.put(option.getName(), option));
        }

        void check() {
            Map<String, String> values = new LinkedHashMap<>(use.values());
            // A computed value is for the event to show.
            values.values().removeIf(value -> EndpointUse.isComputed(value) || value.contains("{{"));
            EndpointValidationResult result = catalog.validate(use.scheme(), values);
            if (result.getUnknown() != null) {
                result.getUnknown().forEach(this::unknown);
            }
            choices(result);
            wrong(result.getInvalidBoolean(), "true or false");
            wrong(result.getInvalidInteger(), "a whole number");
            wrong(result.getInvalidNumber(), "a number");
            wrong(withoutMilliseconds(result.getInvalidDuration()), "a duration such as 500ms, 5s or 1m");
            values.forEach(this::bean);
            values.keySet().forEach(this::side);
            method();
        }

        /** Camel sends GET, and so no body, to an address with a query, unless it is told the method. */
        private void method() {
            boolean http = use.scheme().equals("http") || use.scheme().equals("https");
            if (http && !use.from() && !use.values().containsKey("httpMethod") && !setsMethod()) {
                use.values().keySet().stream()
                        .filter(name -> !known.containsKey(name) && !name.startsWith("httpClient."))
                        // A misspelt option is told already.
                        .filter(name -> DidYouMean.of(name, known.keySet()).isEmpty())
                        .findFirst()
                        .ifPresent(name -> warning(
                                name,
                                "has a query in its address ('" + name + "') and no 'httpMethod', so GET is sent,"
                                        + " without the body",
                                "add 'httpMethod=POST' to it, or 'httpMethod=GET' when that is meant; it is not sent"));
            }
        }

        private boolean setsMethod() {
            return entry.words().stream().anyMatch(word -> word.text().equals("CamelHttpMethod"));
        }

        /** The catalogue does not know the unit that the context takes. */
        private static Map<String, String> withoutMilliseconds(Map<String, String> invalid) {
            Map<String, String> left = new LinkedHashMap<>(invalid == null ? Map.of() : invalid);
            left.values().removeIf(value -> MILLISECONDS.matcher(value).matches());
            return left;
        }

        private void bean(String name, String value) {
            Matcher reference = BEAN.matcher(value);
            if (reference.matches() && context.getRegistry().lookupByName(reference.group(1)) == null) {
                error(
                        name,
                        "refers by '" + name + "' to the object '" + reference.group(1) + "', which does not exist",
                        DidYouMean.orElse(
                                reference.group(1),
                                beans(name),
                                "#",
                                name.equals("dataSource")
                                        ? "name it in the settings (zapi.database.additional." + reference.group(1)
                                                + ") and restart; without the option the gateway's own database is meant"
                                        : "remove the option"));
            }
        }

        /** The names of the objects that an option could refer to. */
        private Set<String> beans(String name) {
            BaseOptionModel option = known.get(name);
            Class<?> type = option == null ? null : context.getClassResolver().resolveClass(option.getJavaType());
            return type == null
                    ? Set.of()
                    : context.getRegistry().findByTypeWithName(type).keySet();
        }

        private void unknown(String name) {
            if (!model.isLenientProperties()) {
                error(
                        name,
                        "has the option '" + name + "', which " + use.scheme() + ": does not know",
                        DidYouMean.orElse(name, known.keySet(), "", "it knows " + String.join(", ", known.keySet())));
            } else {
                DidYouMean.of(name, known.keySet())
                        .ifPresent(near -> warning(
                                name,
                                "has the option '" + name + "', which " + use.scheme()
                                        + ": does not know and sends along",
                                "did you mean " + near + "?"));
            }
        }

        private void choices(EndpointValidationResult result) {
            if (result.getInvalidEnum() != null) {
                result.getInvalidEnum().forEach((name, value) -> {
                    List<String> choices =
                            List.of(result.getInvalidEnumChoices().get(name));
                    error(
                            name,
                            wrongValue(name),
                            DidYouMean.orElse(value, choices, "", "it takes " + String.join(", ", choices)));
                });
            }
        }

        private void wrong(Map<String, String> invalid, String right) {
            if (invalid != null) {
                invalid.keySet().forEach(name -> error(name, wrongValue(name), "it takes " + right));
            }
        }

        /** Names the option, not its value: it may be a password in the wrong place. */
        private String wrongValue(String name) {
            return "has a wrong value in the option '" + name + "' of " + use.scheme() + ":";
        }

        private void side(String name) {
            BaseOptionModel option = known.get(name);
            String label = option == null || option.getLabel() == null ? "" : option.getLabel();
            String other = use.from() ? "producer" : "consumer";
            if (!BOTH_SIDES.contains(name)
                    && label.contains(other)
                    && !label.contains(use.from() ? "consumer" : "producer")) {
                warning(
                        name,
                        "has the option '" + name + "' of " + use.scheme() + ":, which has no effect "
                                + (use.from() ? "at the beginning of a route" : "where a route sends"),
                        "remove it");
            }
        }

        private void error(String name, String what, String remedy) {
            findings.error(line(name), entry.routeId(), what, remedy);
        }

        private void warning(String name, String what, String remedy) {
            findings.warning(line(name), entry.routeId(), what, remedy);
        }

        private int line(String name) {
            return use.parameters().getOrDefault(name, use.line());
        }
    }
}
