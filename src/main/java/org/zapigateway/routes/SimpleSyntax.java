package org.zapigateway.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.camel.tooling.model.LanguageModel.LanguageFunctionModel;

/** Words for what is wrong in an expression of the simple language. */
final class SimpleSyntax {
    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: ([A-Za-z-]+)");
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^}]*}|'[^']*'");
    private static final Pattern TYPOGRAPHIC_QUOTE = Pattern.compile("[\u2018\u2019\u201C\u201D]");
    private static final Pattern SINGLE_EQUALS = Pattern.compile("(?<![=!<>~])=(?![=~])|===");
    private static final Pattern WORD_OPERATOR = Pattern.compile("(?i)\\s(and|or)\\s");
    private static final Pattern NAME = Pattern.compile("[A-Za-z-]+");

    private final CamelContext context;

    SimpleSyntax(CamelContext context) {
        this.context = context;
    }

    /**
     * What is wrong.
     *
     * @param what worded to follow "route 'crm'"
     */
    record Fault(String what, String remedy) {}

    /** What is wrong in a text with <code>${…}</code> in it; empty when nothing is. */
    Optional<Fault> check(String text) {
        try {
            context.resolveLanguage("simple").createExpression(text);
            return Optional.empty();
        } catch (SimpleIllegalSyntaxException e) {
            return Optional.of(explain(e));
        }
    }

    Fault explain(SimpleIllegalSyntaxException thrown) {
        String message =
                String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("");
        Matcher unknown = UNKNOWN_FUNCTION.matcher(message);
        String remedy = remedy(String.valueOf(thrown.getExpression()));
        if (unknown.find()) {
            remedy = DidYouMean.orElse(unknown.group(1), functions(), "", remedy);
        }
        return new Fault("has a wrong simple expression: " + message, remedy);
    }

    /** What people mostly mean who write what simple does not take. */
    private static String remedy(String expression) {
        String outside = FUNCTION.matcher(expression).replaceAll("");
        if (TYPOGRAPHIC_QUOTE.matcher(expression).find()) {
            return "write plain quotes (') in the place of typographic ones";
        }
        if (expression.contains("${") && outside.contains("${")) {
            return "close what begins with ${ by }";
        }
        if (SINGLE_EQUALS.matcher(outside).find()) {
            return "compare by ==, and put texts in single quotes";
        }
        if (WORD_OPERATOR.matcher(outside).find()) {
            return "join by && or ||";
        }
        if (outside.contains("(") || outside.contains(")")) {
            return "take the parentheses away; && and || join from left to right";
        }
        return outside.equals(expression)
                ? "write what is read as ${header.chatKind}, and texts in single quotes"
                : "put texts in single quotes; there are ==, !=, >, >=, <, <=, contains, startsWith, endsWith, regex and in";
    }

    /** What an expression may begin with, such as {@code header}. */
    private Set<String> functions() {
        Set<String> names = new TreeSet<>();
        try {
            String json = ((CatalogCamelContext) context).getLanguageParameterJsonSchema("simple");
            for (LanguageFunctionModel function :
                    JsonMapper.generateLanguageModel(json).getFunctions()) {
                Matcher name = NAME.matcher(function.getName());
                if (name.lookingAt()) {
                    names.add(name.group());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
