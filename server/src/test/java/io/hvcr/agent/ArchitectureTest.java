// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the house together (design 2): what each package may see of the others, which one alone may see a library, and a
 * few rules that a reader would otherwise have to take on trust. SourceTest looks at what class files do not show.
 */
class ArchitectureTest {

    private static final String ROOT = "io.hvcr.agent";

    /**
     * The rooms of the house and what each may see of the others. The composition root, {@code io.hvcr.agent} itself with
     * {@code cli}, sees all of them. A class belongs to the room with the longest matching name.
     */
    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("http", Set.of("rpc", "api", "replication", "journal", "host", "domain", "json")),
            Map.entry("rpc", Set.of("api", "replication", "journal", "host", "domain", "json")),
            Map.entry("api", Set.of("replication", "journal", "host", "domain", "json")),
            Map.entry("replication", Set.of("journal", "host", "domain", "json")),
            Map.entry("journal", Set.of("host", "domain", "json", "sql")),
            Map.entry("host", Set.of("domain")),
            Map.entry("host.simulator", Set.of("host", "domain", "json", "sql")),
            Map.entry("host.wmi", Set.of("host.wmi.jna", "host", "domain")),
            Map.entry("host.wmi.jna", Set.of("host.wmi", "host", "domain")),
            Map.entry("domain", Set.of()),
            Map.entry("json", Set.of("domain")),
            Map.entry("sql", Set.of()));

    private static final String COMPOSITION_ROOT = "the composition root";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyClassLiesInARoomOfTheDesign() {
        classes().should(lieInAKnownRoom()).check(MAIN);
    }

    @Test
    void nothingImportsUpward() {
        classes().should(seeOnlyWhatItsRoomMaySee()).check(MAIN);
    }

    @Test
    void theDomainAndThePortKnowNoLibrary() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".domain..", ROOT + ".host")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", ROOT + ".domain..", ROOT + ".host")
                .check(MAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.javalin.. org.eclipse.jetty.. jakarta.servlet.. kotlin.. | http..",
                "io.prometheus..                                             | http..",
                "org.bouncycastle..                                          | http..",
                "tools.jackson.. com.fasterxml.jackson..                     | json..",
                "java.sql.. javax.sql.. org.sqlite..                         | sql..",
                "com.sun.jna..                                               | host.wmi.jna..",
                "ch.qos.logback..                                            | cli..",
            })
    void onlyOnePackageSeesALibrary(String libraries, String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.split(" +"))
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineSeesPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineEndsTheProcessOrWritesToItsStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould(ACCESS_STANDARD_STREAMS)
                .check(MAIN);
    }

    @Test
    void noProcessIsEverStarted() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(isCallOf(Runtime.class, "exec"))
                .because("nothing a caller sends may reach a shell (design 6)")
                .check(MAIN);
    }

    @Test
    void timeAndRandomnessAreHandedIn() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli..")
                .should()
                .callMethodWhere(readsTheSystemClock())
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .because("a test must be able to repeat what happened")
                .check(MAIN);
    }

    @Test
    void datesAreInstants() {
        noClasses()
                .should()
                .callConstructor(Date.class)
                .orShould()
                .callConstructor(Date.class, long.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Gregorian)?Calendar|java\\.text\\.SimpleDateFormat")
                .check(MAIN);
        noFields().should().haveRawType(Date.class).check(MAIN);
    }

    @Test
    void optionalIsOnlyReturned() {
        DescribedPredicate<JavaClass> optional = JavaClass.Predicates.assignableTo(Optional.class)
                .or(JavaClass.Predicates.assignableTo(OptionalInt.class))
                .or(JavaClass.Predicates.assignableTo(OptionalLong.class))
                .or(JavaClass.Predicates.assignableTo(OptionalDouble.class))
                .as("an Optional");
        noFields().should().haveRawType(optional).check(MAIN);
        codeUnits()
                .that()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(takeNo(optional))
                .check(MAIN);
    }

    @Test
    void noStateIsStatic() {
        fields().that().areStatic().should().beFinal().check(MAIN);
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT) || name.equals(ROOT + ".cli") || name.startsWith(ROOT + ".cli.")) {
            return COMPOSITION_ROOT;
        }
        return MAY_SEE.keySet().stream()
                .filter(room -> (name + ".").startsWith(ROOT + "." + room + "."))
                .max((left, right) -> Integer.compare(left.length(), right.length()))
                .orElse("");
    }

    private static ArchCondition<JavaClass> lieInAKnownRoom() {
        return new ArchCondition<>("lie in a room of the design") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (roomOf(type).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lies in a package that design 2 does not name"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> seeOnlyWhatItsRoomMaySee() {
        return new ArchCondition<>("see only what their room may see") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = roomOf(type);
                if (from.equals(COMPOSITION_ROOT)) {
                    return;
                }
                Set<String> visible = MAY_SEE.getOrDefault(from, Set.of());
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(dependency -> {
                            String to = roomOf(dependency.getTargetClass());
                            return !to.equals(from) && !visible.contains(to);
                        })
                        .forEach(dependency -> events.add(SimpleConditionEvent.violated(
                                dependency, from + " may see only " + visible + ": " + dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> takeNo(DescribedPredicate<JavaClass> unwanted) {
        return new ArchCondition<>("take no " + unwanted.getDescription()) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                if (unit.getRawParameterTypes().stream().anyMatch(unwanted)) {
                    events.add(SimpleConditionEvent.violated(
                            unit, unit.getDescription() + " takes " + unwanted.getDescription()));
                }
            }
        };
    }

    private static DescribedPredicate<JavaCall<?>> isCallOf(Class<?> owner, String method) {
        return DescribedPredicate.describe(
                "call " + owner.getSimpleName() + "." + method,
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().equals(method));
    }

    /** {@code Instant.now()} and its kin; with a clock as argument they are welcome. */
    private static DescribedPredicate<JavaCall<?>> readsTheSystemClock() {
        return DescribedPredicate.describe("reads the system's clock", call -> {
            String owner = call.getTargetOwner().getName();
            List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
            boolean now = owner.startsWith("java.time.")
                    && call.getName().equals("now")
                    && parameters.stream().noneMatch(type -> type.isAssignableTo(Clock.class));
            boolean system = (owner.equals(Clock.class.getName()) || owner.equals(InstantSource.class.getName()))
                    && call.getName().startsWith("system");
            return now
                    || system
                    || (owner.equals(System.class.getName()) && call.getName().equals("currentTimeMillis"));
        });
    }
}
