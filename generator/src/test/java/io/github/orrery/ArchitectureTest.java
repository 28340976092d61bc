package io.github.orrery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** The house's rules that a machine can hold: who may know whom, where each library lives, which calls nobody makes. */
@AnalyzeClasses(packages = "io.github.orrery", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOUSE = "io.github.orrery";

    /** The bottom row, with what each of its rooms may know. A room that is not here and not cli is a stage. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "problem", List.of(),
            "site", List.of(),
            "json", List.of("problem"),
            "model", List.of("json", "problem"),
            "app", List.of("model", "json", "problem"),
            "publication", List.of("site", "json", "problem"));

    @ArchTest
    static final ArchRule roomsKnowOnlyRoomsBelowThem = classes().should(new ArchCondition<>("know only rooms below") {
        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(HOUSE) && !mayKnow(room(origin), room(target))) {
                    events.add(SimpleConditionEvent.violated(
                            origin,
                            dependency.getDescription() + ": the room " + room(origin) + " may not know "
                                    + room(target)));
                }
            }
        }
    });

    @ArchTest
    static final ArchRule picocliLivesInCli = library("picocli", "cli");

    @ArchTest
    static final ArchRule mustacheLivesInApp = library("com.github.mustachejava", "app");

    @ArchTest
    static final ArchRule freemarkerLivesInRender = library("freemarker", "render");

    @ArchTest
    static final ArchRule flexmarkLivesInRender = library("com.vladsch.flexmark", "render");

    @ArchTest
    static final ArchRule jsoupLivesInRender = library("org.jsoup", "render");

    @ArchTest
    static final ArchRule commonsCompressLivesInSite = library("org.apache.commons.compress", "site");

    @ArchTest
    static final ArchRule everitLivesInTheSchemaCheckAndInApp = library("org.everit", "check", "app");

    @ArchTest
    static final ArchRule orgJsonLivesInApp = library("org.json", "app");

    @ArchTest
    static final ArchRule awsSdkLivesInPublish = library("software.amazon.awssdk", "publish");

    @ArchTest
    static final ArchRule jacksonsParserAndPrinterLiveInJson = noClasses()
            .that(describe("live outside json", (JavaClass c) -> !room(c).equals("json")))
            .should()
            .dependOnClassesThat(describe(
                    "are Jackson's parser, printer or mapper",
                    (JavaClass c) -> c.getPackageName().startsWith("com.fasterxml.jackson")
                            && !c.getPackageName().equals("com.fasterxml.jackson.databind.node")
                            && !List.of("JsonNode", "JsonPointer").contains(c.getSimpleName())))
            .because("io.github.orrery.json is the only door to them: use Json and JsonText")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule problemsAndSiteFilesKnowNoJson = noClasses()
            .that(describe("are problem or site", (JavaClass c) -> List.of("problem", "site")
                    .contains(room(c))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule nobodyAsksTheClock = nobodyCalls(
            "a site has one time, SiteBuild's timestamp, so that the same input gives the same bytes",
            List.of(
                    calls(System.class, "currentTimeMillis"),
                    calls(Clock.class, "system.*"),
                    call(
                            "now() of java.time",
                            call -> call.getTargetOwner().getPackageName().startsWith("java.time")
                                    && call.getName().equals("now")),
                    call(
                            "new Date()",
                            call -> call.getTargetOwner().getName().equals("java.util.Date")
                                    && call.getName().equals("<init>")
                                    && call.getTarget().getRawParameterTypes().isEmpty())));

    @ArchTest
    static final ArchRule nobodyAsksForTheDefaultLocaleOrZone = nobodyCalls(
            "they differ from machine to machine: say Locale.ROOT or UTC",
            List.of(
                    calls(Locale.class, "getDefault"),
                    calls(TimeZone.class, "getDefault"),
                    call(
                            "ZoneId.systemDefault()",
                            call -> call.getTargetOwner().getName().equals("java.time.ZoneId")
                                    && call.getName().equals("systemDefault")),
                    stringMethodWithoutLocale("toLowerCase", 0),
                    stringMethodWithoutLocale("toUpperCase", 0),
                    stringMethodWithoutLocale("format", 2),
                    stringMethodWithoutLocale("formatted", 1)));

    @ArchTest
    static final ArchRule nobodyUsesTheDefaultCharset = nobodyCalls(
            "it differs from machine to machine: say StandardCharsets.UTF_8",
            List.of(
                    stringMethodWithoutLocale("getBytes", 0),
                    call(
                            "new String(byte[])",
                            call -> call.getTargetOwner().isEquivalentTo(String.class)
                                    && call.getName().equals("<init>")
                                    && call.getTarget().getRawParameterTypes().size() == 1
                                    && call.getTarget()
                                            .getRawParameterTypes()
                                            .get(0)
                                            .getName()
                                            .equals("[B"))));

    @ArchTest
    static final ArchRule nothingIsRandom = nobodyCalls(
            "the same input gives the same bytes",
            List.of(
                    calls(UUID.class, "randomUUID"),
                    calls(Math.class, "random"),
                    calls(ThreadLocalRandom.class, "current"),
                    calls(Random.class, "<init>"),
                    calls(SplittableRandom.class, "<init>")));

    @ArchTest
    static final ArchRule nobodyMakesAnObjectMapper = nobodyCalls(
            "use io.github.orrery.json.Json and JsonText",
            List.of(call(
                    "new ObjectMapper()",
                    call -> call.getTargetOwner().getName().startsWith("com.fasterxml.jackson.databind")
                            && call.getTargetOwner().getSimpleName().endsWith("Mapper")
                            && call.getName().equals("<init>"))));

    @ArchTest
    static final ArchRule directoriesAreListedWhereTheWorldIsTouched = noClasses()
            .that(describe("do not touch the world", (JavaClass c) -> !List.of(
                            "read", "write", "publish", "serve", "cli", "source", "mirror", "verify")
                    .contains(room(c))))
            .should()
            .callMethodWhere(calls(Files.class, "list|walk|walkFileTree|find|newDirectoryStream")
                    .or(calls(File.class, "list|listFiles")))
            .because("only these rooms meet the disk; others get values");

    @ArchTest
    static final ArchRule onlyCliTalksToTheTerminal = noClasses()
            .that(describe("live outside cli", (JavaClass c) -> !room(c).equals("cli")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(calls(System.class, "exit")
                    .or(calls(Runtime.class, "exit|halt"))
                    .or(calls(Throwable.class, "printStackTrace")))
            .because("a stage returns values, problems or an IOException; cli prints and exits");

    @ArchTest
    static final ArchRule whatIsPublishedHasAnOrder = noClasses()
            .that(describe("make what is published", (JavaClass c) -> List.of("select", "render", "site", "json")
                    .contains(room(c))))
            .should()
            .callMethodWhere(calls(Set.class, "of|copyOf").or(calls(Map.class, "of|ofEntries|copyOf")))
            .because("their order differs from run to run: use List.copyOf, LinkedHashMap, TreeMap or EnumSet");

    private static ArchRule library(String libraryPackage, String... rooms) {
        return noClasses()
                .that(describe("live outside " + Arrays.toString(rooms), (JavaClass c) -> !List.of(rooms)
                        .contains(room(c))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(libraryPackage + "..")
                .because("each library lives in one room");
    }

    private static ArchRule nobodyCalls(String because, List<DescribedPredicate<JavaCall<?>>> calls) {
        DescribedPredicate<JavaCall<?>> any = DescribedPredicate.alwaysFalse();
        for (DescribedPredicate<JavaCall<?>> call : calls) {
            any = any.or(call);
        }
        return noClasses().should().callCodeUnitWhere(any).because(because);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String method) {
        return target(nameMatching(method))
                .and(target(owner(assignableTo(type))))
                .forSubtype();
    }

    private static DescribedPredicate<JavaCall<?>> call(String description, Predicate<JavaCall<?>> condition) {
        return describe(description, condition);
    }

    private static DescribedPredicate<JavaCall<?>> stringMethodWithoutLocale(String method, int parameters) {
        return call(
                "String." + method + " with " + parameters + " parameters",
                call -> call.getTargetOwner().isEquivalentTo(String.class)
                        && call.getName().equals(method)
                        && call.getTarget().getRawParameterTypes().size() == parameters);
    }

    private static boolean mayKnow(String room, String other) {
        if (room.equals(other) || room.equals("cli")) {
            return true;
        }
        if (room.isEmpty()) {
            return !other.equals("cli");
        }
        List<String> below = VALUES.get(room);
        return below == null ? VALUES.containsKey(other) : below.contains(other);
    }

    /** The part of the package's name after the house's; empty for the pipeline itself. */
    private static String room(JavaClass javaClass) {
        String rest = javaClass.getPackageName();
        if (!rest.startsWith(HOUSE + ".")) {
            return "";
        }
        String room = rest.substring(HOUSE.length() + 1);
        int dot = room.indexOf('.');
        return dot < 0 ? room : room.substring(0, dot);
    }
}
