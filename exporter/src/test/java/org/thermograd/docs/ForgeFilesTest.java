package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Checkout;
import org.yaml.snakeyaml.Yaml;

/** The files for a public forge in .github/. They cannot be run here; this says that they run what a developer runs. */
class ForgeFilesTest {
    private static final Path ROOT = Checkout.root();
    private static final Path FOLDER = ROOT.resolve(".github");
    private static final Map<String, String> MANIFESTS = Map.of(
            "maven", "pom.xml",
            "github-actions", ".github/workflows/check.yml",
            "docker", "Dockerfile",
            "docker-compose", "docker-compose.yml");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("workflows"))) {
            return files.sorted().toList();
        }
    }

    private static JsonNode yaml(Path file) throws IOException {
        return new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
    }

    private static List<JsonNode> steps(JsonNode workflow) {
        List<JsonNode> steps = new ArrayList<>();
        workflow.path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
        return steps;
    }

    @Test
    void thereIsOneForEachChangeAndASlowOne() throws IOException {
        assertThat(workflows())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("check.yml", "full.yml");
        // YAML 1.1 reads the key "on" as true.
        assertThat(yaml(FOLDER.resolve("workflows/check.yml")).path("true").fieldNames())
                .toIterable()
                .contains("push", "pull_request");
        assertThat(yaml(FOLDER.resolve("workflows/full.yml")).path("true").fieldNames())
                .toIterable()
                .contains("schedule", "workflow_dispatch");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void runTheCommandsOfADeveloperAndNoOther(Path file) throws IOException {
        assertThat(steps(yaml(file)))
                .filteredOn(step -> step.has("run"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.path("run").textValue())
                        .matches("\\./thermograd test( --(install|full))*|\\.ci/run"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void mayReadAndNoMoreAndEndInTime(Path file) throws IOException {
        JsonNode workflow = yaml(file);

        assertThat(workflow.path("permissions")).isEqualTo(new ObjectMapper().readTree("{\"contents\": \"read\"}"));
        assertThat(workflow.at("/concurrency/group").textValue()).contains("${{ github.ref }}");
        assertThat(workflow.path("jobs")).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").intValue()).isBetween(1, 350);
            assertThat(job.path("permissions")).isInstanceOf(MissingNode.class);
            assertThat(job.path("runs-on").textValue()).matches("ubuntu-\\d+\\.\\d+");
        });
        assertThat(Files.readString(file)).doesNotContain("secrets.").doesNotContain("pull_request_target");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedAndKeepsNoCredentials(Path file) throws IOException {
        assertThat(steps(yaml(file)))
                .filteredOn(step -> step.has("uses"))
                .isNotEmpty()
                .allSatisfy(step -> {
                    String action = step.path("uses").textValue();
                    assertThat(action).matches("actions/[a-z-]+@v\\d+\\.\\d+\\.\\d+");
                    if (action.startsWith("actions/checkout@")) {
                        assertThat(step.at("/with/persist-credentials").asText())
                                .isEqualTo("false");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void installBothJavasAndKeepWhatMavenDownloads(Path file) throws IOException {
        assertThat(steps(yaml(file)))
                .filteredOn(step -> step.path("uses").asText().startsWith("actions/setup-java@"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.at("/with/java-version").textValue().lines())
                            .containsExactly("17", "25");
                    assertThat(step.at("/with/cache").textValue()).isEqualTo("maven");
                });
        assertThat(steps(yaml(file)))
                .filteredOn(step -> step.has("run"))
                .allSatisfy(step ->
                        assertThat(step.at("/env/JAVA_HOME").textValue()).isEqualTo("${{ env.JAVA_HOME_17_X64 }}"));
    }

    @Test
    void updatesAreAskedForWhereThereIsSomethingToUpdate() throws IOException {
        JsonNode updates = yaml(FOLDER.resolve("dependabot.yml")).path("updates");

        assertThat(updates)
                .extracting(update -> update.path("package-ecosystem").textValue())
                .containsExactly("maven", "github-actions", "docker", "docker-compose");
        assertThat(updates).allSatisfy(update -> {
            assertThat(update.at("/schedule/interval").textValue()).isEqualTo("monthly");
            String manifest = MANIFESTS.get(update.path("package-ecosystem").textValue());
            List<String> folders = new ArrayList<>();
            if (update.has("directory")) {
                folders.add(update.path("directory").textValue());
            }
            update.path("directories").forEach(folder -> folders.add(folder.textValue()));
            assertThat(folders)
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(
                                    ROOT.resolve(folder.substring(1)).resolve(manifest))
                            .exists());
        });
    }

    @Test
    void everyModuleIsUpdated() throws IOException {
        List<String> modules = new ArrayList<>(List.of("/"));
        try (Stream<Path> folders = Files.list(ROOT)) {
            folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .forEach(folder -> modules.add("/" + folder.getFileName()));
        }
        List<String> updated = new ArrayList<>();
        yaml(FOLDER.resolve("dependabot.yml"))
                .at("/updates/0/directories")
                .forEach(folder -> updated.add(folder.textValue()));

        assertThat(updated).containsExactlyInAnyOrderElementsOf(modules);
    }
}
