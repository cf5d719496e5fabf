package org.thermograd.app.correlate;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.app.ThreeMinutes;

class CorrelateSessionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private Path session = Path.of("none");

    @BeforeEach
    void record() throws Exception {
        ThreeMinutes threeMinutes = new ThreeMinutes(dir);
        threeMinutes.live(true);
        session = threeMinutes.folder();
    }

    private Cli.Result run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "correlate",
                "--session",
                session.toString(),
                "--output",
                dir.resolve("report").toString(),
                "--json"));
        args.addAll(Arrays.asList(more));
        return Cli.plain().run(args.toArray(String[]::new));
    }

    private JsonNode report(String... more) throws IOException {
        Cli.Result result = run(more);
        assertThat(result.status()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    /** Returns the onsets of events.jsonl, of a type and with a text in their line. */
    private List<Long> recorded(String type, String text) throws IOException {
        List<Long> onsets = new ArrayList<>();
        for (String line : Files.readAllLines(session.resolve("events.jsonl"))) {
            JsonNode event = JSON.readTree(line);
            if (event.get("type").textValue().equals(type) && line.contains(text)) {
                onsets.add(Instant.parse(event.get("onset").textValue()).toEpochMilli());
            }
        }
        return onsets.stream().distinct().toList();
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> all = new ArrayList<>();
        array.forEach(one -> all.add(one.longValue()));
        return all;
    }

    @Test
    void takesWhatTheDriverConfirmed() throws Exception {
        JsonNode report = report();

        assertThat(report.at("/source/kind").textValue()).isEqualTo("session");
        assertThat(report.at("/source/hardware").textValue()).isEqualTo("real");
        assertThat(report.at("/collapses/kind").textValue()).isEqualTo("confirmed");
        assertThat(report.at("/analysis/runs/0/id").textValue()).isEqualTo("luna-7");
        assertThat(longs(report.at("/analysis/runs/0/collapseOnsets/gpu0")))
                .as("of the run's own device only")
                .isEqualTo(recorded("collapse", "sw_thermal"))
                .hasSize(1);
        assertThat(report.at("/analysis/runs/0/collapseOnsets")).hasSize(1);
        assertThat(longs(report.at("/analysis/runs/0/spikeEvents")))
                .as("the same rule on the same steps")
                .isEqualTo(recorded("spike", "luna-7"))
                .hasSize(2);
        assertThat(report.at("/firstExperiment/0/run").textValue()).isEqualTo("luna-7");
    }

    private static List<String> costs(JsonNode report) {
        List<String> costs = new ArrayList<>();
        report.at("/cost/runs/0/episodes")
                .forEach(cost -> costs.add(cost.get("device").textValue() + " "
                        + cost.get("reason").textValue() + " " + cost.get("episodes") + " "
                        + cost.get("insideSteps")));
        return costs;
    }

    @Test
    void tellsWhatEachReasonOfTheDriverCost() throws Exception {
        JsonNode report = report();

        assertThat(costs(report))
                .as("power_cap from 60 to 90 s, sw_thermal from 120 to 130 s, which is the collapse")
                .containsExactly("gpu0 confirmed 1 11", "gpu0 power_cap 1 30", "gpu0 sw_thermal 1 11");
        JsonNode capped = report.at("/cost/runs/0/episodes/1");
        assertThat(capped.get("slowdown").doubleValue()).isEqualTo(1);
        assertThat(capped.get("insideJoules").doubleValue()).isGreaterThan(680);
        assertThat(run().err().lines().toList())
                .contains(
                        "Steps inside the only usable episode of throttling (power_cap) on gpu0 took as long as steps near"
                                + " it; fewer than 5 episodes give no interval, so nothing is claimed.",
                        "Steps inside the only usable episode of throttling (sw_thermal) on gpu0 took as long as steps near"
                                + " it; fewer than 5 episodes give no interval, so nothing is claimed.")
                .noneMatch(line -> line.contains("(confirmed)"));
    }

    @Test
    void neverCallsAnEfficiencyDropThrottling() throws Exception {
        assertThat(costs(report("--collapses", "inferred"))).contains("gpu0 efficiency 1 22");
        assertThat(run("--collapses", "inferred").err())
                .contains(
                        "Steps inside the only usable episode of efficiency drops while heating on gpu0 took as long as"
                                + " steps near it; ")
                .doesNotContain("hrottling (efficiency)");
    }

    @Test
    void infersFromTheSamplesWithTheFiguresOfTheSession() throws Exception {
        JsonNode report = report("--collapses", "inferred");

        assertThat(longs(report.at("/analysis/runs/0/collapseOnsets/gpu0")))
                .isEqualTo(recorded("collapse", "efficiency"))
                .hasSize(1);
        assertThat(report.at("/collapses/devices/gpu0").toString())
                .isEqualTo("{\"ratedWatts\":700.0,\"limitCelsius\":87.0,\"defaults\":[]}");
        JsonNode other = report("--collapses", "inferred", "--rated-watts", "gpu0=350");
        assertThat(other.at("/collapses/devices/gpu0/ratedWatts").doubleValue()).isEqualTo(350);
    }

    @Test
    void judgesStepsByAnotherDetector() throws Exception {
        assertThat(report("--detector", "mean_std")
                        .at("/analysis/runs/0/nSpikeSteps")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void readsASessionThatIsStillBeingWritten() throws Exception {
        Path training = session.resolve("training.jsonl");
        Files.writeString(training, Files.readString(training) + "{\"run\":\"luna-7\",\"st");

        assertThat(report().get("remarks").toString()).contains("without an end");
    }

    @Test
    void saysWhatAKilledRecorderMayHaveLost() throws Exception {
        assertThat(report().get("remarks").toString()).doesNotContain("names no end");
        replace("session.json", "\"end\" : \"[^\"]+\"", "\"end\" : null");
        replace("session.json", "\"lost\" : 0", "\"lost\" : 3");

        assertThat(report().get("remarks").toString())
                .contains(session + ": session.json names no end: it is recorded still, or its recorder was killed,"
                        + " and its last sample is of 2026-11-22T10:38:59Z; a recorder writes at once")
                .contains("session.json tells of lines that could not be written: 3");
    }

    @Test
    void opensASessionWhoseFirstRowOfHardwareNeverCame() throws Exception {
        Path csv = session.resolve("hardware.csv");
        Files.writeString(csv, Files.readAllLines(csv).get(0) + "\n");

        JsonNode report = report();

        assertThat(report.get("verdict").textValue()).isEqualTo("NOT_ESTIMABLE");
        assertThat(report.at("/source/runs/0/hardwareCsv/rows").intValue()).isZero();
        assertThat(report.at("/source/runs/0/hardwareCsv").has("fromMs")).isFalse();
        assertThat(report.at("/source/remarks").toString()).contains("hardware.csv holds no sample");
        assertThat(report.get("remarks").toString())
                .contains("hardware.csv holds no sample: none was read before the end")
                .doesNotContain("hardware null");
        assertThat(run("--device", "gpu0").status()).isEqualTo(1);
    }

    private void replace(String name, String pattern, String by) throws IOException {
        String text = Files.readString(session.resolve(name));
        assertThat(text).containsPattern(pattern);
        Files.writeString(session.resolve(name), text.replaceAll(pattern, by));
    }

    @Test
    void knowsADeviceThatNobodyTellsOfAsBlind() throws Exception {
        Path csv = session.resolve("hardware.csv");
        Files.writeString(csv, Files.readString(csv).replaceAll(",(none|sw_thermal|power_cap),", ",,"));

        JsonNode report = report("--collapses", "confirmed");

        assertThat(report.get("reasons").toString()).contains("COLLAPSES_NOT_OBSERVABLE");
    }

    @Test
    void refusesWhatItCannotUse() throws Exception {
        assertThat(run("--collapses", "recorded").err())
                .contains("must be confirmed or inferred for sessions, which hold no flags of another monitor");
        assertThat(run("--collapses", "recorded").status()).isEqualTo(2);
        assertThat(run("--device", "gpu7").err()).contains("device must be one of gpu0, got gpu7");
        assertThat(run("--session", session.toString()).err()).contains("--session must name each session once");
        assertThat(run("--prometheus-url", "http://127.0.0.1:1").err()).contains("must not come together");
        session = dir.resolve("absent");
        assertThat(run().err()).contains("absent: no such folder");
        assertThat(run().status()).isEqualTo(1);
    }

    @Test
    void refusesASessionWithoutSteps() throws Exception {
        Files.writeString(session.resolve("training.jsonl"), "");

        assertThat(run().status()).isEqualTo(1);
        assertThat(run().err()).contains("must hold steps, got none and samples of 2 devices");
    }
}
