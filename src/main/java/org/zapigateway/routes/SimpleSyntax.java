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
        String remedy = "see the simple language of Camel";
        if (unknown.find()) {
            remedy = DidYouMean.orElse(unknown.group(1), functions(), "", remedy);
        }
        return new Fault("has a wrong simple expression: " + message, remedy);
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
