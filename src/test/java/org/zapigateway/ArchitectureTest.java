package org.zapigateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.zapigateway.event.EventSchemas;

/** The walls between the rooms, and why each stands. */
@AnalyzeClasses(packages = "org.zapigateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.zapigateway";
    private static final DescribedPredicate<HasName> CREDENTIALS =
            nameMatching(Pattern.quote(ROOT + ".webhook.") + "(Credentials|Secrets)(\\$.*)?");
    private static final DescribedPredicate<JavaAnnotation<?>> AT_A_FIXED_RATE = DescribedPredicate.describe(
            "@Scheduled at a fixed rate",
            annotation -> annotation.getRawType().isEquivalentTo(Scheduled.class)
                    && isAtFixedRate(annotation.as(Scheduled.class)));
    private static final String[] ROOMS = {
        "event", "zapi", "webhook", "inbox", "subscription", "routes", "store", "operations", "cli"
    };

    @ArchTest
    static final ArchRule EVENT_KNOWS_JDK_AND_JACKSON = classes()
            .that(resideInAPackage(room("event")))
            .and()
            // It checks events against their schemas, so that nothing else has to know the validator.
            .doNotBelongToAnyOf(EventSchemas.class)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(room("event"), "java..", "com.fasterxml.jackson.."))
            .because("the canonical model is what users keep for years; it must not change with a framework");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_CHECKS_EVENTS = noClasses()
            .that()
            .resideOutsideOfPackage(room("cli"))
            .and()
            .doNotBelongToAnyOf(EventSchemas.class)
            .should()
            .dependOnClassesThat(equivalentTo(EventSchemas.class).or(resideInAPackage("com.networknt..")))
            .because("a sender waits for its answer, and checking takes many times as long as translating");

    @ArchTest
    static final ArchRule ZAPI_TRANSLATES_ANYWHERE = classes()
            .that(resideInAPackage(room("zapi")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    room("zapi"), room("event"), "java..", "javax.net.ssl..", "com.fasterxml.jackson..", "org.slf4j.."))
            .because("the translation also runs on the command line, where there is no server, broker or Spring");

    @ArchTest
    static final ArchRule WEBHOOK_POINTS_INWARD = wall("webhook", "zapi", "event", "inbox")
            .because("accepting an event must never wait for a route, a database or another broker");

    @ArchTest
    static final ArchRule INBOX_KNOWS_EVENTS_ONLY =
            wall("inbox", "event").because("what is stored does not depend on who sent it or who will want it");

    @ArchTest
    static final ArchRule SUBSCRIPTION_READS_THE_INBOX = wall("subscription", "inbox", "event")
            .because("delivery is the same for every source of events and for every route");

    @ArchTest
    static final ArchRule ROUTES_KNOW_CAMEL_ONLY =
            wall("routes").because("loading and checking YAML must be possible without a running gateway");

    @ArchTest
    static final ArchRule STORE_KNOWS_EVENTS_ONLY = wall("store", "event")
            .because("a database is one target among many; nothing else of the gateway may lean on it");

    @ArchTest
    static final ArchRule NO_ROOM_KNOWS_THE_WHOLE = noClasses()
            .that(resideInAnyPackage(allRooms()))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT))
            .because("the root wires the rooms; a room that knows it knows all of them");

    @ArchTest
    static final ArchRule EVERY_CLASS_HAS_A_ROOM = classes()
            .should()
            .resideInAnyPackage(
                    Stream.concat(Stream.of(ROOT), Arrays.stream(allRooms())).toArray(String[]::new))
            .because("util, common, config and service are names for what has no owner");

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("two rooms that know each other are one room");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage(room("cli"))
            .should(ACCESS_STANDARD_STREAMS)
            .because("what is printed has no level, cannot be switched off and escapes the privacy test");

    @ArchTest
    static final ArchRule SECRETS_ARE_COMPARED_IN_CONSTANT_TIME = classes()
            .that()
            .haveFullyQualifiedName(ROOT + ".webhook.Secrets$Hash")
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
            .because("a comparison that ends at the first difference tells by its time how much was right");

    @ArchTest
    static final ArchRule SECRETS_ARE_COMPARED_IN_NO_OTHER_WAY = noClasses()
            .that(are(CREDENTIALS))
            .should()
            .callMethodWhere(
                    target(nameMatching("equals|equalsIgnoreCase|contentEquals|regionMatches|compare.*|mismatch"
                            + "|matches|startsWith|endsWith|contains.*|indexOf|hashCode|get")))
            .because("a comparison that ends at the first difference tells by its time how much was right");

    @ArchTest
    static final ArchRule SECRETS_ARE_LOOKED_UP_IN_ONE_PLACE = noClasses()
            .that(are(CREDENTIALS))
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".webhook.Secrets")
            .should()
            .callMethodWhere(target(nameMatching("getOrDefault")))
            .because("only there the key is a hash that nobody outside knows");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION =
            NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because("what a class needs stands in its constructor");

    @ArchTest
    static final ArchRule NOTHING_IS_SCHEDULED_AT_A_FIXED_RATE = noMethods()
            .should()
            .beAnnotatedWith(AT_A_FIXED_RATE)
            .because(
                    "after a pause all runs that were missed come at once, and with virtual threads beside each other");

    private static boolean isAtFixedRate(Scheduled scheduled) {
        return scheduled.fixedRate() >= 0 || !scheduled.fixedRateString().isEmpty();
    }

    /** A room that knows, of all rooms, only itself and these. */
    private static Wall wall(String name, String... known) {
        String[] unknown = Arrays.stream(ROOMS)
                .filter(room -> !room.equals(name) && !Arrays.asList(known).contains(room))
                .map(ArchitectureTest::room)
                .toArray(String[]::new);
        return reason -> noClasses()
                .that(resideInAPackage(room(name)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(unknown))
                .because(reason);
    }

    private static String room(String name) {
        return ROOT + "." + name + "..";
    }

    private static String[] allRooms() {
        return Arrays.stream(ROOMS).map(ArchitectureTest::room).toArray(String[]::new);
    }

    @FunctionalInterface
    private interface Wall {
        ArchRule because(String reason);
    }
}
