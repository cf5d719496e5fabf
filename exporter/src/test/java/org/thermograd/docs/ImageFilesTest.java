package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.ComposeService;

/** What the image is built of. That the steps work is shown by scripts/check-image. */
class ImageFilesTest {
    private static final Path ROOT = Checkout.root();

    /** Returns the instructions, each a line. */
    private static List<String> instructions() throws IOException {
        String text = Files.readString(ROOT.resolve("exporter/Dockerfile"));
        return text.replaceAll("(?m)^#.*\\n", "")
                .replaceAll("\\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> instructions(String name) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private static List<String> allowed() throws IOException {
        return Files.readAllLines(ROOT.resolve("exporter/Dockerfile.dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
    }

    @Test
    void everyBaseImageIsPinned() throws IOException {
        assertThat(instructions("FROM"))
                .hasSize(2)
                .allSatisfy(from -> assertThat(from.split(" ", -1)[0]).matches(ComposeRules.PINNED));
        assertThat(Files.readString(ROOT.resolve("exporter/Dockerfile"))).doesNotContain("# syntax=");
    }

    @Test
    void runsAsTheUserOfTheStackAndAsksItselfHowItIs() throws IOException {
        Map<String, ComposeService> services = ComposeService.shipped();

        assertThat(services.values())
                .filteredOn(ComposeService::isOurs)
                .allSatisfy(service -> assertThat(instructions("USER"))
                        .containsExactly(service.settings().path("user").asText()));
        assertThat(instructions("HEALTHCHECK")).singleElement().asString().endsWith(", \"healthcheck\"]");
        assertThat(services.values())
                .filteredOn(service -> service.isOurs() && !service.isOneShot())
                .allSatisfy(service -> assertThat(instructions("HEALTHCHECK").get(0))
                        .contains("CMD [\""
                                + String.join(
                                        "\", \"",
                                        service.healthcheck()
                                                .subList(
                                                        1, service.healthcheck().indexOf("healthcheck") + 1))
                                + "\"]"));
    }

    @Test
    void theFoldersOfVolumesBelongToThatUser() throws IOException {
        String folders = String.join("\n", instructions("RUN"));

        assertThat(ComposeService.shipped().values())
                .filteredOn(ComposeService::isOurs)
                .flatExtracting(ComposeService::mounts)
                .filteredOn(mount -> !mount.isOfTheHost())
                .hasSize(4)
                .allSatisfy(mount -> assertThat(folders)
                        .containsPattern("install -d -o 10001 -g 10001 -m 0[0-7]+ " + mount.target() + "\\b"));
    }

    @Test
    void nothingGoesIntoTheBuildButWhatItNeeds() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("exporter/Dockerfile.dockerignore"));

        assertThat(lines.stream().filter(line -> !line.startsWith("#")).findFirst())
                .contains("*");
        assertThat(allowed()).allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
        assertThat(allowed()).noneMatch(path -> path.contains(".env") || path.contains(".git"));
    }

    @Test
    void everyFileThatIsCopiedGoesIntoTheBuild() throws IOException {
        List<String> copied = new ArrayList<>();
        for (String copy : instructions("COPY")) {
            List<String> words = Arrays.asList(copy.split(" ", -1));
            if (!words.get(0).startsWith("--from=")) {
                copied.addAll(words.subList(0, words.size() - 1));
            }
        }

        assertThat(copied)
                .hasSize(8)
                .allSatisfy(path ->
                        assertThat(allowed()).anyMatch(there -> there.equals(path) || there.startsWith(path + "/")));
        assertThat(allowed())
                .allSatisfy(there ->
                        assertThat(copied).anyMatch(path -> there.equals(path) || there.startsWith(path + "/")));
    }

    @Test
    void noSecretIsGivenToTheBuild() throws IOException {
        assertThat(instructions("ARG")).containsExactly("REVISION=");
        assertThat(instructions("ENV")).containsExactly("LANG=C.UTF-8");
        assertThat(instructions("ADD")).isEmpty();
    }
}
