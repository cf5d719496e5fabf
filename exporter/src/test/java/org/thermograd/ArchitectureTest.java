package org.thermograd;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of docs/architecture.md. What each package imports is drawn there from the code by {@code ArchitecturePageTest}. */
class ArchitectureTest {
    private static final String BASE = "org.thermograd.";

    /** What the exporter runs on while it watches; it runs without the correlation job. */
    private static final String[] LIVE_SIDE = ours(
            "domain.hardware",
            "domain.collapse",
            "domain.training",
            "domain.ingest",
            "domain.efficiency",
            "domain.spike",
            "domain.cost",
            "domain.event",
            "domain.series",
            "domain.simulation");

    /** The commands, each with the packages that belong to it. */
    private static final List<String> COMMANDS =
            List.of("app.serve..", "app.correlate..", "app.compare..", "app.replay..", "app.doctor..");

    /** Each library with the packages that may know it. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            entry("picocli..", List.of("app..")),
            entry("io.javalin..", List.of("adapter.http..")),
            entry("org.eclipse.jetty..", List.of("adapter.http..")),
            entry("jakarta.servlet..", List.of("adapter.http..")),
            entry("oshi..", List.of("adapter.oshi")),
            entry("com.sun.jna..", List.of("adapter.nvml")),
            entry("gg.jte..", List.of("adapter.report", "template")),
            entry("io.prometheus.metrics..", List.of("adapter.exposition..", "adapter.http.pushgateway")),
            entry(
                    "com.fasterxml.jackson..",
                    List.of("adapter.files", "adapter.http..", "adapter.prometheus", "adapter.report..")),
            entry(
                    "org.apache.commons.math3..",
                    List.of("domain.analysis.statistics", "domain.analysis.crosscorrelation")),
            entry("org.apache.commons.statistics..", List.of("domain..")),
            entry("org.slf4j..", List.of("adapter..", "app..")),
            entry(
                    "com.google.errorprone.annotations..",
                    List.of(
                            "domain.collapse",
                            "domain.ingest",
                            "adapter.http",
                            "adapter.http.gate",
                            "adapter.http.otlp",
                            "adapter.http.push",
                            "adapter.http.pushgateway",
                            "adapter.http.web",
                            "adapter.jmx",
                            "adapter.prometheus",
                            "adapter.state",
                            "app.replay")),
            entry("com.google.protobuf..", List.of("adapter.http.otlp")),
            entry("io.opentelemetry..", List.of("adapter.http.otlp")),
            entry("com.sun.tools.attach..", List.of("adapter.jmx.training")),
            entry("at.favre.lib.crypto..", List.of("adapter.http.web")),
            entry("javax.management..", List.of("adapter.jmx..")),
            entry(
                    "javax.net.ssl..",
                    List.of(
                            "adapter.jmx.training",
                            "adapter.prometheus",
                            "adapter.http.gate",
                            "adapter.http.web",
                            "adapter.secret",
                            "app.serve")),
            entry("javax.rmi.ssl..", List.of("adapter.jmx")),
            entry("javax.security.auth..", List.of("adapter.jmx")),
            entry("org.yaml.snakeyaml..", List.of("adapter.http.web", "adapter.jmx.training")),
            entry("javax.imageio..", List.of("adapter.report.figure")),
            entry("java.awt..", List.of("adapter.report.figure")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.thermograd");

    private static String[] ours(String... packages) {
        return Arrays.stream(packages).map(name -> BASE + name).toArray(String[]::new);
    }

    private static String[] ours(List<String> packages) {
        return ours(packages.toArray(String[]::new));
    }

    @Test
    void importsPointFromAppToAdapterToDomain() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("domain")
                .definedBy(BASE + "domain..")
                .layer("adapter")
                .definedBy(BASE + "adapter..", BASE + "template..")
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

    /** What reads secrets from files is the one that others share. */
    @Test
    void noAdapterImportsAnother() {
        slices().matching(BASE + "adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage(
                                ours("adapter.http.push", "adapter.http.web", "adapter.jmx..", "adapter.prometheus")),
                        resideInAPackage(BASE + "adapter.secret"))
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(BASE + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesOfOnePackageAreFreeOfCycles() {
        assertThat(new ClassCircles(CLASSES).all()).isEmpty();
    }

    @Test
    void theLiveSideRunsWithoutTheCorrelationJob() {
        noClasses()
                .that()
                .resideInAnyPackage(LIVE_SIDE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + "domain.analysis..")
                .check(CLASSES);
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsDoNotImportEachOtherButForTheDemo(String command) {
        String[] others =
                ours(COMMANDS.stream().filter(other -> !other.equals(command)).toList());

        noClasses()
                .that()
                .resideInAPackage(BASE + command)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(BASE + "app.demo..")
                .check(CLASSES);
    }

    /** The job takes values and returns a report; whoever reads files, options or a Prometheus calls it. */
    @Test
    void theCorrelationJobIsCalledByCommandsAndImportsNeitherFilesNorOptionsNorHttp() {
        classes()
                .that()
                .resideInAPackage(BASE + "domain.analysis.study")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "org.jspecify..", BASE + "domain..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(BASE + "domain.analysis.study")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(
                        ours("domain.analysis.study", "adapter.exposition.collector", "app.correlate..", "app.demo"))
                .check(CLASSES);
    }

    @Test
    void wordsOfAReportAreKnownToReportsOnly() {
        classes()
                .that()
                .resideInAPackage(BASE + "adapter.report.view")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(BASE + "adapter.report..")
                .check(CLASSES);
    }

    /** A template takes a page as a value, and only what makes that value fills it in. */
    @Test
    void templatesTakePagesAndAreFilledByReportsOnly() {
        classes()
                .that()
                .resideInAPackage(BASE + "template..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "gg.jte..", BASE + "template..", BASE + "adapter.report.page")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(BASE + "template..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(BASE + "template..", BASE + "adapter.report")
                .check(CLASSES);
    }

    static Stream<Map.Entry<String, List<String>>> libraries() {
        return LIBRARIES.entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("libraries")
    void eachLibraryIsKnownToItsPackagesOnly(Map.Entry<String, List<String>> library) {
        noClasses()
                .that(not(resideInAnyPackage(ours(library.getValue()))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.getKey())
                .check(CLASSES);
    }

    @Test
    void everyLibraryIsListed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                LIBRARIES.keySet().stream(),
                                Stream.of("java..", "org.jspecify..", BASE.replaceFirst("[.]$", "..")))
                        .toArray(String[]::new))
                .check(CLASSES);
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
