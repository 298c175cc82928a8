package org.zapigateway.routes;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/**
 * The rules for single words of a route file: which steps and languages it may use, and no way round them into
 * Java. Allowed is what is listed; a step that a later Camel adds is refused until someone has thought about it.
 */
final class WordRules implements Rule {
    /** Steps that are known to Camel and take code, or an address, from a message. */
    private static final Map<String, String> INSTEAD = Map.of(
            "recipientList", "use 'toD' or 'multicast'",
            "routingSlip", "use 'toD' or 'multicast'",
            "dynamicRouter", "use 'choice'",
            "enrich", "use a 'to' that asks",
            "pollEnrich", "use a 'to' that asks",
            "bean", "use 'jq'",
            "process", "use 'jq'",
            "script", "use 'jq'");

    /** {@code routes/README.md} names them. */
    static final Set<String> STEPS = Set.of(
            "aggregate",
            "choice",
            "circuitBreaker",
            "convertBodyTo",
            "convertHeaderTo",
            "convertVariableTo",
            "delay",
            "doCatch",
            "doFinally",
            "doTry",
            "filter",
            "idempotentConsumer",
            "log",
            "loop",
            "marshal",
            "multicast",
            "pipeline",
            "removeHeader",
            "removeHeaders",
            "removeProperties",
            "removeProperty",
            "removeVariable",
            "resequence",
            "rollback",
            "sample",
            "setBody",
            "setHeader",
            "setHeaders",
            "setProperty",
            "setVariable",
            "setVariables",
            "sort",
            "split",
            "step",
            "stop",
            "threads",
            "throttle",
            "throwException",
            "to",
            "toD",
            "transform",
            "unmarshal",
            "validate",
            "wireTap");

    /** Every language that Camel's YAML knows as a key, so that what is not allowed can be told from other keys. */
    static final Set<String> LANGUAGES = Set.of(
            "constant",
            "csimple",
            "datasonnet",
            "exchangeProperty",
            "groovy",
            "header",
            "hl7terser",
            "java",
            "joor",
            "jq",
            "js",
            "jsonpath",
            "method",
            "mvel",
            "ognl",
            "python",
            "ref",
            "simple",
            "spel",
            "tokenize",
            "variable",
            "wasm",
            "xpath",
            "xquery",
            "xtokenize");

    /** Keys whose value names a language. */
    private static final Set<String> LANGUAGE_NAMES = Set.of("language", "logLanguage");

    private static final Set<String> CONVERSIONS = Set.of("convertBodyTo", "convertHeaderTo", "convertVariableTo");
    private static final Set<String> CONVERSION_TYPES = Set.of(
            "String",
            "java.lang.String",
            "byte[]",
            "Integer",
            "int",
            "java.lang.Integer",
            "Long",
            "long",
            "java.lang.Long",
            "Double",
            "double",
            "java.lang.Double",
            "Boolean",
            "boolean",
            "java.lang.Boolean");

    /** Ways from text to Java: simple functions, method calls, property functions, and languages within a URI. */
    private static final Pattern CODE = Pattern.compile(
            "\\$(?:simple)?\\{\\s*(bean:|type:|ref:|camelContext|exchange\\s*[.?\\[}])"
                    + "|\\$(?:simple)?\\{.*(\\.getClass\\b|\\.class\\b|forName\\b)"
                    + "|\\{\\{[?!]?\\s*(bean:)"
                    + "|\\+\\s*(language:)"
                    + "|^\\s*(resource:)"
                    // XPath evaluates by it what it has computed, so that nobody has seen it before.
                    + "|[\\w.-]:(simple)\\s*\\("
                    // Camel's model hangs on it, and on that the context.
                    + "|(" + FailedCondition.PROPERTY + ")",
            Pattern.DOTALL);

    /** A comparison that stands within the braces is the name of something that is never there, and no condition. */
    private static final Pattern COMPARED =
            Pattern.compile("\\$(?:simple)?\\{\\s*((?:in\\.)?(?:headers?|exchangeProperty|variable)[.:][\\w.-]+)"
                    + "\\s*([=!]=|=~|[<>]=?|\\b(?:contains|in|regex)\\s)[^}]*}");

    /** Simple functions that convert: they name a type, the last of their arguments. */
    private static final Pattern CONVERTING = Pattern.compile(
            "(?:[bB]ody|[hH]eader|[vV]ariable|[mM]essage|[cC]ontent)As(?:OneLine)?\\(\\s*(?:[^,)]*,)?([^,)]*)\\)");

    private final AllowedParts allowed;

    WordRules(AllowedParts allowed) {
        this.allowed = allowed;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            Word before = null;
            for (Word word : entry.words()) {
                Fault fault = word.key() ? key(word) : value(word, before);
                if (fault != null) {
                    findings.error(word.line(), entry.routeId(), fault.what(), fault.remedy());
                }
                before = word;
            }
        }
    }

    private Fault key(Word word) {
        if (word.inParameters()) {
            return null;
        }
        if (word.step()) {
            return step(word.text());
        }
        if (LANGUAGES.contains(word.text()) && !allowed.languages().contains(word.text())) {
            return language(word.text());
        }
        return null;
    }

    private static Fault step(String step) {
        if (STEPS.contains(step)) {
            return null;
        }
        String instead = INSTEAD.get(step);
        if (instead != null) {
            return new Fault("has the step '" + step + "', which is not allowed", instead);
        }
        String remedy = DidYouMean.orElse(
                step, STEPS, "", "allowed are to, toD, log, choice, filter, split, setBody, setHeader and their like");
        return new Fault("has the step '" + step + "', which is unknown or not allowed", remedy);
    }

    private Fault language(String language) {
        return new Fault(
                "uses the language '" + language + "', which is not allowed",
                DidYouMean.orElse(
                        language, allowed.languages(), "", "allowed are " + String.join(", ", allowed.languages())));
    }

    private Fault value(Word word, Word before) {
        String text = word.resolved();
        // What a placeholder itself calls is not in its value.
        Optional<Fault> code = code(word.text()).or(() -> code(text));
        if (code.isPresent()) {
            return code.get();
        }
        if (!word.inParameters()
                && LANGUAGE_NAMES.contains(word.parent())
                && !allowed.languages().contains(text)) {
            return language(text);
        }
        if (isConversionType(word, before) && !CONVERSION_TYPES.contains(text)) {
            return conversion(text);
        }
        Matcher compared = COMPARED.matcher(text);
        if (compared.find()) {
            return new Fault(
                    "compares within ${…}, so it is the name of something that is never there",
                    "close the brace before: ${" + compared.group(1) + "} "
                            + compared.group(2).strip() + " …");
        }
        Matcher converting = CONVERTING.matcher(text);
        while (converting.find()) {
            String type = converting.group(1).strip();
            if (!CONVERSION_TYPES.contains(type)) {
                return conversion(type);
            }
        }
        return null;
    }

    private static Optional<Fault> code(String text) {
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            return Optional.empty();
        }
        String part = IntStream.rangeClosed(1, code.groupCount())
                .mapToObj(code::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(text);
        return Optional.of(
                new Fault("has an expression that reaches into Java ('" + part + "')", "use headers and the body"));
    }

    private static Fault conversion(String type) {
        return new Fault(
                "converts to the type '" + type + "', which is not allowed",
                "use String, byte[], Long, Double or Boolean");
    }

    /** True for {@code convertBodyTo: String} and for {@code convertBodyTo: {type: String}}. */
    private static boolean isConversionType(Word word, Word before) {
        return CONVERSIONS.contains(word.parent())
                || (before != null
                        && before.key()
                        && before.text().equals("type")
                        && CONVERSIONS.contains(before.parent()));
    }

    private record Fault(String what, String remedy) {}
}
