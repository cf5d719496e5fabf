package org.thermograd.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Checkout;

/** The pictures of README: drawn from the files that are there now, small, shown and labeled. */
class PicturesTest {
    private static final Path ROOT = Checkout.root();
    private static final Path PICTURES = ROOT.resolve("docs/pictures");
    private static final long LARGEST_BYTES = 300_000;

    private static List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(PICTURES)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areDrawnFromTheFilesThatAreThereNow() throws IOException, NoSuchAlgorithmException {
        StringBuilder inputs = new StringBuilder();
        for (String folder : List.of(
                "dashboards", "scripts/previews", "exporter/src/main/resources/org/thermograd/adapter/report")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file : files.filter(PicturesTest::isInput).sorted().toList()) {
                    inputs.append(sha256(file))
                            .append("  ")
                            .append(ROOT.relativize(file))
                            .append('\n');
                }
            }
        }

        assertThat(Files.readString(PICTURES.resolve("inputs.sha256")))
                .as("run scripts/make-pictures")
                .isEqualTo(inputs.toString());
    }

    private static boolean isInput(Path file) {
        return file.getFileName().toString().matches("thermograd-.*[.]json|(preview|report)[.]\\w+");
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void areSmallAndShownInReadme() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"), UTF_8);

        assertThat(pictures()).isNotEmpty().allSatisfy(picture -> {
            assertThat(Files.size(picture)).isLessThan(LARGEST_BYTES);
            assertThat(readme).contains("(docs/pictures/" + picture.getFileName() + ")");
        });
    }

    @Test
    void previewsSayThatTheyAreNoneOfGrafana() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"), UTF_8)).contains("previews", "not pictures of Grafana");
        assertThat(Files.readString(ROOT.resolve("scripts/previews/preview.html"), UTF_8))
                .contains("Not Grafana.");
    }
}
