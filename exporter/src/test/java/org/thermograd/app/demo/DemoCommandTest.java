package org.thermograd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;

class DemoCommandTest {
    @TempDir
    private Path dir;

    private Cli.Result demo(String... args) {
        return Cli.plain()
                .run(Stream.concat(
                                Stream.of(
                                        "demo", "--output", dir.resolve("demo").toString()),
                                Stream.of(args))
                        .toArray(String[]::new));
    }

    private static List<Path> sessions(Path folder) throws Exception {
        try (Stream<Path> all = Files.list(folder.resolve("sessions"))) {
            return all.toList();
        }
    }

    @Test
    void showsAScenarioAndWritesItsSessionAndReport() throws Exception {
        Cli.Result result = demo("--scenario", "coupled", "--scenario", "none");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Hardware and training are simulated (seed 1)")
                .contains("== coupled, 1 h\n   Assumed: The trainer answers a large gradient norm by")
                .contains(
                        "Verdict COUPLED_SPIKES_PRECEDE_COLLAPSES from recorded sessions (simulated hardware and simulated"
                                + " training): 1 run")
                .containsPattern("Lead: \\d+ collapses came [\\d.]+ s after a spike \\(median; half of them")
                .contains("Verdict NOT_ESTIMABLE")
                .contains("On this machine I can see: ")
                .containsPattern(
                        "Through Prometheus: not shown|\n   coupled: COUPLED_SPIKES_PRECEDE_COLLAPSES, \\d+ of \\d+ collapses followed, the same\n")
                .doesNotContain(", not ");
        Path folder = dir.resolve("demo/coupled");
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(report.at("/source/hardware").textValue()).isEqualTo("simulated");
        assertThat(report.at("/verdict").textValue()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<p class=\"notice\">Simulated, not measured: hardware and training.</p>")
                .contains("<h4>Clock<span> in GHz</span>");
        assertThat(sessions(folder)).hasSize(1);
        assertThat(Files.readString(sessions(folder).get(0).resolve("session.json")))
                .contains("\"lost\" : 0");
    }

    @Test
    void pausesThatDriveBothAreNotCoupling() {
        Cli.Result result = demo("--scenario", "evaluation");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern(
                        "The plain way: \\d+ of \\d+ collapses began within 15 s after a spike, chance gives"
                                + " [\\d.]+, p = [\\d.e-]+\\. Without the pauses and the minute after each: .* The pauses drive both\\.")
                .containsPattern("Verdict (NO_EVIDENCE|INCONCLUSIVE)")
                .containsPattern(
                        "Through Prometheus: not shown|\n   evaluation: [A-Z_]+, \\d+ of \\d+ collapses followed, the same\n");
    }

    @Test
    void replacesWhatAnEarlierDemoLeftAndNothingElse() throws Exception {
        Files.createDirectories(dir.resolve("demo/none/sessions/old"));
        Path other = Files.createDirectories(dir.resolve("demo/mine")).resolve("notes");
        Files.writeString(other, "x");

        assertThat(demo("--scenario", "none").status()).isZero();

        assertThat(sessions(dir.resolve("demo/none"))).hasSize(1);
        assertThat(other).exists();
    }

    @Test
    void refusesAScenarioThatItDoesNotKnow() {
        Cli.Result result = demo("--scenario", "lukewarm");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "must be one of coupled, reversed, unrelated, shared-warmup, hot-half, bursts, evaluation, none, got lukewarm");
    }

    @Test
    void failsWhereItCannotWrite() throws Exception {
        Files.writeString(dir.resolve("demo"), "a file");

        Cli.Result result = demo("--scenario", "none");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("thermograd: cannot write to " + dir.resolve("demo/none/sessions"));
    }
}
