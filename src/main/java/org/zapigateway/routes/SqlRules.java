package org.zapigateway.routes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/** What reaches SQL is bound: a message must not be able to change the statement. */
final class SqlRules implements Rule {
    private static final Pattern BOUND_EXPRESSION = Pattern.compile(":#(?:in:)?(\\$\\{[^}]*})");
    private static final String BIND = "bind it as a parameter, :#name or :#${header.name}";

    private final SimpleSyntax simple;

    SqlRules(SimpleSyntax simple) {
        this.simple = simple;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            entry.uses().stream()
                    .filter(use -> use.scheme().equals("sql"))
                    .forEach(use -> statement(use, entry.routeId(), findings));
            for (Word word : entry.words()) {
                if (!word.key() && word.resolved().equalsIgnoreCase("CamelSqlQuery")) {
                    findings.error(
                            word.line(),
                            entry.routeId(),
                            "sets the header CamelSqlQuery, which replaces the SQL of the endpoint",
                            "write the SQL into the endpoint; " + BIND);
                }
            }
        }
    }

    private void statement(EndpointUse use, String id, Findings findings) {
        String sql =
                Stream.of(use.path(), use.values().getOrDefault("query", "")).reduce("", String::concat);
        Matcher bound = BOUND_EXPRESSION.matcher(sql);
        while (bound.find()) {
            simple.check(bound.group(1))
                    .ifPresent(fault -> findings.error(use.line(), id, fault.what(), fault.remedy()));
        }
        if (EndpointUse.isComputed(bound.replaceAll(""))) {
            findings.error(
                    use.line(),
                    id,
                    "writes a value into the SQL text, where a message could change the statement",
                    BIND);
        } else if (use.evaluated() && EndpointUse.isComputed(sql)) {
            findings.error(
                    use.line(),
                    id,
                    "writes into the SQL text what looks bound: the value is put there before sql: sees it",
                    "use 'to', which binds it");
        }
        for (Map.Entry<String, Integer> option : use.parameters().entrySet()) {
            String name = option.getKey();
            if (name.equals("useMessageBodyForSql") && !use.values().get(name).equals("false")) {
                findings.error(option.getValue(), id, "takes the SQL from the message by '" + name + "'", BIND);
            } else if (name.equals("outputClass")) {
                findings.error(
                        option.getValue(),
                        id,
                        "names a class by '" + name + "'",
                        "route files cannot create objects; take the row as a map");
            }
        }
    }
}
