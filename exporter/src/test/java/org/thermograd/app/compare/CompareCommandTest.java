package org.thermograd.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.Cli;
import org.thermograd.app.ThreeMinutes;

/** The command on files and sessions. */
class CompareCommandTest {
    private static final int STEPS = 3000;

    @TempDir
    private Path dir;

    /** Writes 50 minutes of a run: steps of one second times a factor, and a device at full clock. */
    private String run(String name, double factor) throws IOException {
        Random random = new Random(name.hashCode());
        StringBuilder log = new StringBuilder();
        double seconds = 1_700_000_000;
        for (int step = 0; step < STEPS; step++) {
            seconds += factor * (0.98 + 0.04 * random.nextDouble());
            log.append("{\"timestamp_shared\":%.3f,\"step\":%d,\"grad_norm\":1.0}%n".formatted(seconds, step));
        }
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,clock_mhz\n");
        for (int second = 0; second < STEPS * factor; second += 5) {
            csv.append("%s,gpu0,95,70,1980%n".formatted(Instant.ofEpochSecond(1_700_000_000 + second)));
        }
        Path hardware = Files.writeString(dir.resolve(name + ".csv"), csv);
        Path training = Files.writeString(dir.resolve(name + ".jsonl"), log);
        return hardware + "," + training;
    }

    private Cli.Result compare(String... args) {
        List<String> all = new ArrayList<>(List.of("compare"));
        all.addAll(Arrays.asList(args));
        all.addAll(List.of("--output", dir.resolve("out").toString()));
        return Cli.plain().run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0, B is as fast as A within 3%", "1.3, 3, B is 30% slower", "0.8, 0, B is 20% faster"})
    void tellsSlowerCodeFromTheSame(double factor, int status, String sentence) throws IOException {
        Cli.Result result = compare(run("a", 1), run("b", factor));

        assertThat(result.status()).as(result.err()).isEqualTo(status);
        assertThat(result.out())
                .startsWith(sentence)
                .contains("Note: One or two runs a side", "comparison.json, comparison.md, comparison.html");
        assertThat(dir.resolve("out/comparison.html"))
                .content()
                .contains("<title>Thermograd: ", sentence, "Step time by step number", "<polyline");
        assertThat(dir.resolve("out/comparison.md"))
                .content()
                .startsWith("### Step time: ")
                .contains(sentence, "| B against A | change | 95% CI |");
    }

    @Test
    void takesSeveralRunsASideAndWritesJson() throws IOException {
        Cli.Result result = compare(
                run("a", 1),
                run("b", 1.3),
                "--a",
                run("a2", 1),
                "--b",
                run("b2", 1.3),
                "--json",
                "--tolerance",
                "0.05");

        assertThat(result.status()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("B is 30% slower");
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.at("/params/tolerance").doubleValue()).isEqualTo(0.05);
        assertThat(json.at("/compare/outcome").textValue()).isEqualTo("CODE_SLOWER");
        assertThat(json.at("/compare/exitCode").intValue()).isEqualTo(3);
        assertThat(json.at("/compare/runs")).hasSize(4);
        assertThat(json.at("/compare/pairs")).hasSize(2);
        assertThat(json.at("/compare/code/value").doubleValue()).isBetween(0.25, 0.28);
        assertThat(json.at("/compare/runs/0/throttledShare").isNull()).isTrue();
        assertThat(json.at("/compare/runs/0/kappa/reason").textValue()).isEqualTo("CLOCK_HARDLY_VARIES");
        assertThat(dir.resolve("out/comparison.json")).hasContent(result.out());
    }

    @Test
    void readsSessionsAndRefusesShortOnes() throws Exception {
        ThreeMinutes first = new ThreeMinutes(dir.resolve("first"));
        first.live(true);
        ThreeMinutes second = new ThreeMinutes(dir.resolve("second"));
        second.live(true);

        Cli.Result result = compare(first.folder().toString(), second.folder() + "#luna-7");

        assertThat(result.status()).as(result.err()).isEqualTo(5);
        assertThat(result.out()).startsWith("Cannot tell: a run has less than 30 minutes of usable steps.");
        assertThat(dir.resolve("out/comparison.md")).content().startsWith("### Step time: cannot tell");
        assertThat(compare(first.folder().toString(), second.folder() + "#other")
                        .err())
                .contains("run must be one of luna-7, got other");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        String one = run("a", 1);

        assertThat(compare(one, one).status()).isEqualTo(2);
        assertThat(compare(one, one).err()).contains("a run must be on one side, got " + one + " on both");
        assertThat(compare(one, "none").status()).isEqualTo(1);
        assertThat(compare(one, "none").err()).contains("none: no such folder");
        assertThat(compare(one, one, "--tolerance", "2").status()).isEqualTo(2);
    }
}
