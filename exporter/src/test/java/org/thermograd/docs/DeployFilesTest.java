package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.Peers;

/** The files in deploy/: what is made of others is not stale, and what is named exists. */
class DeployFilesTest {
    private static final Path ROOT = Checkout.root();
    private static final Path DEPLOY = ROOT.resolve("deploy");
    private static final Pattern DASHBOARD = Pattern.compile("files: \\[(.+)]");
    private static final Pattern RESOURCE = Pattern.compile("  - (\\S+)");

    @TempDir
    Path folder;

    @Test
    void theRulesForKubernetesAreThoseForPrometheus() throws IOException, InterruptedException {
        Path made = folder.resolve("made.yaml");
        Process script = new ProcessBuilder(
                        ROOT.resolve("scripts/make-kubernetes").toString(), made.toString())
                .inheritIO()
                .start();

        assertThat(script.waitFor()).isZero();
        assertThat(DEPLOY.resolve("kubernetes/prometheusrule.yaml"))
                .as("run scripts/make-kubernetes")
                .hasSameTextualContentAs(made);
    }

    @Test
    void whereverItRunsItEndsWithoutMemory() throws IOException {
        assertThat(List.of("thermograd", "deploy/systemd/thermograd.service", "exporter/Dockerfile"))
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).content().contains("-XX:+ExitOnOutOfMemoryError"));
    }

    @Test
    void everyDashboardIsAConfigMap() throws IOException {
        Path dashboards = ROOT.resolve("dashboards");
        List<String> named = DASHBOARD
                .matcher(Files.readString(dashboards.resolve("kustomization.yaml")))
                .results()
                .map(file -> file.group(1))
                .toList();

        try (Stream<Path> files = Files.list(dashboards)) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".json"))
                                    .toList());
        }
    }

    @Test
    void everyResourceForKubernetesExists() throws IOException {
        Path kubernetes = DEPLOY.resolve("kubernetes");

        assertThat(RESOURCE.matcher(Files.readString(kubernetes.resolve("kustomization.yaml")))
                        .results()
                        .map(MatchResult::group)
                        .map(line -> kubernetes.resolve(line.substring(4))))
                .hasSize(4)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void promtoolTakesTheListOfHosts() {
        Peers.Answer answer = Peers.promtool(
                new byte[0],
                "check",
                "config",
                DEPLOY.resolve("file_sd/prometheus.yml").toString());

        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(Page.of("deployment.md").text()).contains("targets: [\"luna:9877\", \"sol:9877\"]");
    }

    @Test
    void theScrapeJobOfThePageIsThatOfTheConfiguration() throws IOException {
        String config = Files.readString(ROOT.resolve("prometheus/prometheus.yml"));

        assertThat(Page.of("deployment.md").text())
                .contains(config.substring(config.indexOf("  - job_name")).strip());
    }
}
