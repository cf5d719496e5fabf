package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Checkout;

/** The pages outside docs/: their links, and the classes, files and words that they name. */
class ContributorPagesTest {
    private static final Path ROOT = Checkout.root();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z]+[A-Z]\\w*|Cli|Family|Quantity|Points|Sentences)");
    private static final Pattern FILE = Pattern.compile(
            "(docs|prometheus|dashboards|deploy|scripts|clients|exporter/src|benchmarks|browser-tests|\\.github)"
                    + "(/[\\w./-]+)?");

    static List<Path> pages() {
        return Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "SECURITY.md",
                        "RELEASING.md",
                        "CHANGELOG.md",
                        "benchmarks/README.md",
                        "clients/python/README.md",
                        "browser-tests/README.md",
                        "examples/first-experiment/README.md",
                        "examples/java-trainer/README.md")
                .map(ROOT::resolve)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void relativeLinksAndAnchorsResolve(Path page) {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(Page.of(page).text());
        while (links.find()) {
            String link = links.group(1);
            if (!link.matches("[a-z]+:.*") && !resolves(page, link)) {
                broken.add(link);
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean resolves(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || Page.of(target).anchors().contains(parts[1]));
    }

    private static List<String> spans(String page) {
        return Page.code(Page.of(ROOT.resolve(page))
                .text()
                .replaceAll("(?s)```.*?```", "")
                .replace("\n", " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "RELEASING.md"})
    void everyClassThatIsNamedExists(String page) throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(ROOT.resolve("exporter/src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }

        List<String> named = spans(page).stream()
                .filter(span -> CLASS.matcher(span).matches())
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(classes).containsAll(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "RELEASING.md"})
    void everyFileThatIsNamedExists(String page) {
        List<String> named = spans(page).stream()
                .filter(span -> FILE.matcher(span).matches())
                .toList();

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    }

    @Test
    void theGlossaryExplainsTheSixWords() {
        assertThat(Page.of(ROOT.resolve("CONTRIBUTING.md")).table("Glossary"))
                .extracting(row -> row.get(0))
                .containsExactly("spike", "collapse", "incident", "guard", "window", "stretch");
    }

    @Test
    void theErrandsHavePlacesAndChecks() {
        assertThat(Page.of(ROOT.resolve("CONTRIBUTING.md")).table("Where to find things: five errands"))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row).hasSize(3).noneMatch(String::isBlank));
    }
}
