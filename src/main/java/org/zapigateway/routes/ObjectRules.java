package org.zapigateway.routes;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.spi.ClassResolver;
import org.zapigateway.routes.Outline.Entry;
import org.zapigateway.routes.Outline.Word;

/**
 * No object is created because a route file names its class, nor because a message does. Camel would create it at the
 * dry start already, and a constructor can do anything.
 */
final class ObjectRules implements Rule {
    /** Keys whose value names a class that Camel would load, or lets a message name one. */
    private static final Set<String> CLASS_KEYS = Set.of(
            "classType",
            "instanceClass",
            "instanceClassName",
            "unmarshalType",
            "unmarshalTypeName",
            "collectionType",
            "collectionTypeName",
            "jsonView",
            "moduleClassNames",
            "objectMapper",
            "beanType",
            "resultType",
            "resultTypeName",
            "documentType",
            "allowUnmarshallType",
            "allowJmsType");

    /** Values that stand for an object of a class; an option that takes several separates them by commas. */
    private static final Pattern OBJECT = Pattern.compile("(?:^\\[?|,)\\s*#(?:class:|type:|valueAs\\()");

    private static final String REMEDY = "route files cannot create objects; remove it";

    private final ClassResolver classes;

    /** @param classes finds a class by its name, without running any of its code */
    ObjectRules(ClassResolver classes) {
        this.classes = classes;
    }

    @Override
    public void check(Outline outline, Findings findings) {
        for (Entry entry : outline.entries()) {
            entry.uses().forEach(use -> options(use, entry.routeId(), findings));
            entry.words().stream()
                    .filter(word -> !word.inParameters())
                    .forEach(word -> word(word, entry.routeId(), findings));
        }
    }

    private static void options(EndpointUse use, String id, Findings findings) {
        for (Map.Entry<String, String> option : use.values().entrySet()) {
            String name = option.getKey();
            if (namesClass(option.getValue())) {
                findings.error(use.parameters().get(name), id, "names a class by '" + name + "'", REMEDY);
            }
        }
    }

    /** Whether a value stands for an object that Camel would create. */
    static boolean namesClass(String value) {
        return OBJECT.matcher(value).find();
    }

    private void word(Word word, String id, Findings findings) {
        if (word.key()) {
            if (CLASS_KEYS.contains(word.text())) {
                String what = "has '" + word.text() + "', which names a class or an object";
                findings.error(word.line(), id, what, "remove it");
            }
        } else if (namesClass(word.resolved())) {
            findings.error(word.line(), id, "names a class ('" + word.text() + "')", REMEDY);
        } else if (word.parent().equals("exceptionType") && !isException(word.resolved())) {
            String what = "throws '" + word.text() + "', which is no exception";
            findings.error(word.line(), id, what, "name one, such as java.lang.IllegalArgumentException");
        }
    }

    /** What does not exist is for the dry start to name. */
    private boolean isException(String type) {
        Class<?> found = classes.resolveClass(type);
        return found == null || Exception.class.isAssignableFrom(found);
    }
}
