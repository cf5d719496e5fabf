package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Checkout;

/** The map in docs/architecture.md, which is drawn from the code, and the classes that the page names. */
class ArchitecturePageTest {
    private static final String BASE = "org.thermograd.";
    private static final String BEGIN = "<!-- drawn from the code: begin -->\n";
    private static final String END = "<!-- drawn from the code: end -->";
    private static final Path PAGE = Checkout.root().resolve("docs/architecture.md");
    private static final Path SOURCES = Checkout.root().resolve("exporter/src/main/java/org/thermograd");
    private static final Path TEMPLATES = Checkout.root().resolve("exporter/src/main/jte");
    private static final Pattern PURPOSE = Pattern.compile("/\\*\\*(.*?)(?:\\*/|\\n \\*\\n)", Pattern.DOTALL);
    private static final Pattern CLASS_NAME = Pattern.compile("\\b([A-Z][a-z]+[A-Z]\\w*)\\b");

    /** Words that look like classes and are none of ours. */
    private static final Set<String> OTHERS = Set.of("PyTorch", "JavaScript", "JSpecify");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.thermograd");

    @Test
    void theMapIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + map() + page.substring(end));
        }

        assertThat(Files.readString(PAGE))
                .as("docs/architecture.md; -Dgolden.update=true draws it again, read the difference")
                .contains(BEGIN + map() + END);
    }

    @Test
    void everyClassThatThePageNamesIsThere() throws IOException {
        Set<String> ours = CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        try (Stream<Path> tests = Files.walk(Checkout.root().resolve("exporter/src/test/java"))) {
            tests.map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(ours::add);
        }
        SortedSet<String> missing = new TreeSet<>();
        Matcher names = CLASS_NAME.matcher(Files.readString(PAGE));
        while (names.find()) {
            if (!ours.contains(names.group(1)) && !OTHERS.contains(names.group(1))) {
                missing.add(names.group(1));
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String map() throws IOException {
        StringBuilder map =
                new StringBuilder("\n| package | classes | purpose | imports |\n| --- | --- | --- | --- |\n");
        SortedSet<String> packages = CLASSES.stream()
                .map(one -> one.getPackageName().substring(BASE.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : packages) {
            map.append("| `" + name + "` | " + files(name).size() + " | " + purpose(name) + " | " + imports(name)
                    + " |\n");
        }
        return map.append('\n').toString();
    }

    /** Returns what the classes of a package are made of. */
    private static List<Path> files(String name) throws IOException {
        Path folder = name.equals("template") ? TEMPLATES : SOURCES.resolve(name.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*[.](java|jte)"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    /** Returns the first paragraph of the package's Javadoc. */
    private static String purpose(String name) throws IOException {
        Matcher javadoc = PURPOSE.matcher(
                Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java")));
        assertThat(javadoc.find()).as(name + " has a package-info.java").isTrue();
        return javadoc.group(1)
                .replaceAll("\\n \\* ?", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .strip();
    }

    private static String imports(String name) {
        SortedSet<String> imports = CLASSES.stream()
                .filter(one -> one.getPackageName().equals(BASE + name))
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .map(JavaClass::getPackageName)
                .filter(other -> !other.equals(BASE + name))
                .filter(other -> !other.startsWith("java.") && !other.startsWith("org.jspecify."))
                .map(ArchitecturePageTest::shown)
                .collect(Collectors.toCollection(TreeSet::new));
        return imports.isEmpty()
                ? "–"
                : imports.stream().map(other -> "`" + other + "`").collect(Collectors.joining(", "));
    }

    /** Returns one of our packages by its short name, a library by the package that it is known by. */
    private static String shown(String name) {
        if (name.startsWith(BASE)) {
            return name.substring(BASE.length());
        }
        return Stream.of(
                        "com.fasterxml.jackson",
                        "com.google.errorprone.annotations",
                        "gg.jte",
                        "io.javalin",
                        "io.prometheus.metrics",
                        "jakarta.servlet",
                        "javax.imageio",
                        "javax.net.ssl",
                        "org.apache.commons.math3",
                        "org.apache.commons.statistics",
                        "org.eclipse.jetty",
                        "org.slf4j",
                        "oshi",
                        "picocli")
                .filter(library -> name.equals(library) || name.startsWith(library + "."))
                .findFirst()
                .orElse(name);
    }
}
