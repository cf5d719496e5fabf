package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of packages in docs/design.md against the classes. */
class DesignPageTest {
    private static final String BASE = "org.thermograd.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.thermograd");

    /** One row of the table. */
    record Row(String name, List<String> holds, List<String> imports) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return Page.of("design.md").table("Packages").stream()
                .map(cells -> new Row(Page.code(cells.get(0)).get(0), Page.code(cells.get(1)), Page.code(cells.get(2))))
                .toList();
    }

    @Test
    void hasARowForEachPackageAndNoOther() {
        Set<String> packages = CLASSES.stream()
                .map(one -> one.getPackageName().substring(BASE.length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows()).extracting(Row::name).containsExactlyInAnyOrderElementsOf(packages);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesWhatThePackageImportsAndNoOther(Row row) {
        Set<String> imported = CLASSES.stream()
                .filter(one -> one.getPackageName().equals(BASE + row.name()))
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BASE + row.name()))
                .filter(name -> !name.startsWith("java.") && !name.startsWith("org.jspecify."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(imported).allSatisfy(name -> assertThat(row.imports()).anyMatch(allowed -> isBelow(name, allowed)));
        assertThat(row.imports()).allSatisfy(allowed -> assertThat(imported).anyMatch(name -> isBelow(name, allowed)));
    }

    private static boolean isBelow(String name, String allowed) {
        String full = allowed.startsWith("domain") || allowed.startsWith("adapter") ? BASE + allowed : allowed;
        return name.equals(full) || name.startsWith(full + ".");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesClassesThatThePackageHolds(Row row) {
        Set<String> classes = CLASSES.stream()
                .filter(one -> one.getPackageName().equals(BASE + row.name()))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(classes).containsAll(row.holds());
    }
}
