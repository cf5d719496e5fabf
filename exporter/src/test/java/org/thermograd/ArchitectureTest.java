package org.thermograd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of packages in docs/design.md: what each may import besides the JDK and JSpecify. */
class ArchitectureTest {
    private static final String BASE = "org.thermograd.";
    private static final String COMMONS_MATH = "org.apache.commons.math3..";
    private static final String COMMONS_STATISTICS = "org.apache.commons.statistics..";
    private static final String ERROR_PRONE = "com.google.errorprone.annotations..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String JAVALIN = "io.javalin..";
    private static final String JETTY = "org.eclipse.jetty..";
    private static final String OSHI = "oshi..";
    private static final String PICOCLI = "picocli..";
    private static final String PROMETHEUS = "io.prometheus.metrics..";
    private static final String SERVLET = "jakarta.servlet..";
    private static final String SLF4J = "org.slf4j..";

    /** Package to what it may import; a trailing ".." takes subpackages along, packages of ours are relative. */
    private static final Map<String, Stream<String>> TABLE = Map.ofEntries(
            entry("domain.series", Stream.of(COMMONS_STATISTICS)),
            entry("domain.event", Stream.of("domain.series")),
            entry("domain.efficiency", Stream.of()),
            entry("domain.spike", Stream.of(COMMONS_STATISTICS)),
            entry(
                    "domain.correlation",
                    Stream.of(
                            "domain.series",
                            "domain.event",
                            "domain.efficiency",
                            "domain.spike",
                            COMMONS_MATH,
                            COMMONS_STATISTICS)),
            entry("domain.cost", Stream.of("domain.series", COMMONS_STATISTICS)),
            entry(
                    "domain.detail",
                    Stream.of(
                            "domain.series", "domain.event", "domain.spike", "domain.correlation", COMMONS_STATISTICS)),
            entry(
                    "domain.coupling",
                    Stream.of("domain.series", "domain.correlation", COMMONS_MATH, COMMONS_STATISTICS)),
            entry("domain.scrape", Stream.of("domain.series", "domain.event", "domain.spike", "domain.correlation")),
            entry("domain.timeline", Stream.of("domain.series", "domain.correlation")),
            entry("domain.hardware", Stream.of()),
            entry(
                    "domain.collapse",
                    Stream.of("domain.hardware", "domain.efficiency", "domain.event", "domain.ingest", ERROR_PRONE)),
            entry("domain.training", Stream.of()),
            entry("domain.ingest", Stream.of("domain.training", "domain.spike", ERROR_PRONE)),
            entry("domain.simulation", Stream.of("domain.hardware", "domain.ingest", "domain.training")),
            entry("adapter.exposition", Stream.of("domain..", PROMETHEUS, SLF4J)),
            entry("adapter.files", Stream.of("domain..", JACKSON, SLF4J)),
            entry("adapter.http", Stream.of("domain..", JAVALIN, JETTY, SERVLET, JACKSON, SLF4J, ERROR_PRONE)),
            entry("adapter.oshi", Stream.of("domain..", OSHI)),
            entry("adapter.promapi", Stream.of("domain..", JACKSON, ERROR_PRONE, "javax.net.ssl..")),
            entry("adapter.promapi.exporter", Stream.of("domain..", "adapter.promapi")),
            entry("adapter.report", Stream.of("domain..", "adapter.report.figure", JACKSON)),
            entry("adapter.report.figure", Stream.of("javax.imageio..")),
            entry("app", Stream.of("domain..", "adapter..", PICOCLI, SLF4J, ERROR_PRONE)));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.thermograd");

    static Stream<Map.Entry<String, Stream<String>>> rows() {
        return TABLE.entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void importsOnlyWhatItsRowOfTheTableAllows(Map.Entry<String, Stream<String>> row) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", "org.jspecify..", BASE + row.getKey()),
                        row.getValue()
                                .map(name ->
                                        name.startsWith("domain") || name.startsWith("adapter") ? BASE + name : name))
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(BASE + row.getKey())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasARow() {
        SortedSet<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(BASE.length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).isEqualTo(TABLE.keySet());
    }

    @Test
    void importsPointOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("domain")
                .definedBy(BASE + "domain..")
                .layer("adapter")
                .definedBy(BASE + "adapter..")
                .layer("app")
                .definedBy(BASE + "app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("adapter")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("domain")
                .mayOnlyBeAccessedByLayers("adapter", "app")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching(BASE + "adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(BASE + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void timeEnvironmentOutputAndRandomSeedsBelongToApp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "app..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callConstructor(Random.class)
                .check(CLASSES);
    }
}
