package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Checkout;

/** Links between pages, and what the code says stands in them. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern REFERENCE = Pattern.compile("docs/([\\w.-]+\\.(?:md|json))(?:, \"([^\"]+)\")?");

    static List<Path> pages() throws IOException {
        return files(Checkout.root().resolve("docs"), ".md");
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
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

    @Test
    void pagesAndHeadingsThatTheCodeNamesExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path source : files(Checkout.root().resolve("exporter/src/main/java"), ".java")) {
            Matcher references = REFERENCE.matcher(Files.readString(source).replaceAll("\\s*\\n\\s*\\*\\s*", " "));
            while (references.find()) {
                found++;
                Path page = Checkout.root().resolve("docs").resolve(references.group(1));
                String heading = references.group(2);
                if (!Files.exists(page)
                        || (heading != null && !Page.of(page).headings().contains(heading))) {
                    missing.add(source.getFileName() + ": " + references.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(found).isPositive();
    }
}
