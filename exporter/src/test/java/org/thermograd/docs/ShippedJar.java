package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** The jar that people run, and the libraries on the class path of these tests that it holds. */
final class ShippedJar {
    static final String SBOM = "META-INF/sbom/application.cdx.json";

    private ShippedJar() {}

    private static Path file() {
        return Path.of(System.getProperty("thermograd.jar", "no jar"));
    }

    static Set<String> entries() throws IOException {
        return entries(file());
    }

    private static Set<String> entries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .collect(TreeSet::new, Set::add, Set::addAll);
        }
    }

    static String text(String entry) throws IOException {
        return text(file(), entry);
    }

    static String text(Path jar, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the classes of a jar; those that name a module are not shipped. */
    static Set<String> classes(Path jar) throws IOException {
        Set<String> classes = entries(jar);
        classes.removeIf(name -> !name.endsWith(".class") || name.endsWith("module-info.class"));
        return classes;
    }

    static Set<String> classes() throws IOException {
        return classes(file());
    }

    /** Returns the jars of the class path that the shipped jar holds whole, by their file name. */
    static SortedMap<String, Path> libraries() throws IOException {
        Set<String> shipped = classes();
        SortedMap<String, Path> libraries = new TreeMap<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(place);
            if (place.endsWith(".jar") && !path.getParent().equals(file().getParent())) {
                Set<String> classes = classes(path);
                if (!classes.isEmpty() && shipped.containsAll(classes)) {
                    libraries.put(path.getFileName().toString(), path);
                }
            }
        }
        assertThat(libraries).isNotEmpty();
        return libraries;
    }

    /** Returns the entries of a jar whose name says that they are about licenses. */
    static List<String> legalEntries(Path jar) throws IOException {
        List<String> legal = new ArrayList<>(entries(jar));
        legal.removeIf(
                name -> !name.matches("(?i)(META-INF/)?[^/]*(licen[cs]e|notice|copying|copyright|[al]?[gl]pl)[^/]*")
                        && !name.matches("META-INF/AL2\\.0"));
        return legal;
    }

    /** Returns the bill of materials in the jar, or skips the calling test where it was built without. */
    static JsonNode sbom() throws IOException {
        Assumptions.assumeTrue(
                entries().contains(SBOM) || System.getProperty("fast") == null, "built with -Dfast: no " + SBOM);
        assertThat(entries()).contains(SBOM);
        return new JsonMapper().readTree(text(SBOM));
    }
}
