package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JsonFile;

/** What throttling and collapses cost, from files to the report. */
class CorrelateCostTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JsonFile.read(Checkout.root().resolve("docs/report.schema.json")));
    private static final long START = 1_761_566_400_000L;
    private static final int SECONDS = 1200;

    @TempDir
    private Path dir;

    /** Every two minutes half a minute of collapse, from the first full minute on. */
    private static boolean collapsed(long millis) {
        return millis >= 60_000 && millis % 120_000 < 30_000;
    }

    private Path csv(String... devices) throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,device,collapse,power_w"));
        for (int second = 0; second < SECONDS; second++) {
            for (String device : devices) {
                boolean flag = device.equals("gpu0") && collapsed(1000L * second);
                lines.add(Instant.ofEpochMilli(START + 1000L * second) + "," + device + "," + (flag ? 1 : 0) + ","
                        + (flag ? 200 : 300));
            }
        }
        return Files.write(dir.resolve("h.csv"), lines);
    }

    /** Steps of about 400 ms, longer by a factor in collapses. */
    private Path log(double factor) throws IOException {
        List<String> lines = new ArrayList<>();
        double now = 0;
        for (int step = 0; now < 1000L * SECONDS; step++) {
            lines.add("{\"step\": %d, \"timestamp_shared\": %.3f, \"grad_norm\": %.6f}"
                    .formatted(step, (START + now) / 1000, 40 + 2 * Math.sin(step * 1.7)));
            now += (400 + 3 * (step * 7 % 5)) * (collapsed((long) now) ? factor : 1);
        }
        Path folder = Files.createDirectories(dir.resolve("luna"));
        return Files.write(folder.resolve("log.jsonl"), lines);
    }

    private Cli.Result correlate(double factor, String[] devices, String... more) throws IOException {
        Cli.Result result = Cli.plain().correlate(csv(devices), log(factor), dir.resolve("out"), more);
        assertThat(result.status()).as(result.err()).isZero();
        return result;
    }

    private JsonNode report() {
        JsonNode report = JsonFile.read(dir.resolve("out/report.json"));
        assertThat(SCHEMA.validate(report)).isEmpty();
        return report;
    }

    private static List<String> kinds(JsonNode run) {
        return StreamSupport.stream(run.get("episodes").spliterator(), false)
                .map(cost -> cost.get("device").textValue() + " "
                        + cost.get("reason").textValue())
                .toList();
    }

    @Test
    void findsThePlantedSlowdown() throws IOException {
        Cli.Result result = correlate(1.5, new String[] {"gpu0"});

        JsonNode run = report().at("/cost/runs/0");
        JsonNode cost = run.at("/episodes/0");
        assertThat(run.get("run").textValue()).isEqualTo("luna");
        assertThat(kinds(run)).containsExactly("gpu0 recorded");
        assertThat(cost.get("episodes").intValue()).isEqualTo(9);
        assertThat(cost.get("method").textValue()).isEqualTo("matched");
        assertThat(cost.get("clusters").intValue()).isEqualTo(9);
        assertThat(cost.get("slowdown").doubleValue()).isCloseTo(1.5, within(0.01));
        assertThat(cost.get("lower").doubleValue()).isBetween(1.45, 1.5);
        assertThat(cost.get("upper").doubleValue()).isBetween(1.495, 1.55);
        assertThat(cost.get("p").doubleValue()).isLessThan(1e-6);
        assertThat(cost.get("insideTotalSeconds").doubleValue()).isCloseTo(9 * 30, within(0.1));
        assertThat(cost.get("lostSeconds").doubleValue()).isCloseTo(9 * 30 / 3.0, within(1.0));
        assertThat(cost.get("insideJoules").doubleValue()).isCloseTo(0.609 * 200, within(3.0));
        assertThat(cost.get("outsideJoules").doubleValue()).isCloseTo(0.406 * 300, within(1.0));
        assertThat(cost.get("qualifiers")).isEmpty();
        assertThat(run.get("watchedSeconds").doubleValue()).isCloseTo(SECONDS, within(2.0));
        assertThat(result.outLines().get(0))
                .matches(
                        "Steps inside recorded collapses on gpu0 took 50% longer \\(95% CI (49|50)–(50|51)%; 9 episodes,"
                                + " each compared with steps near it\\): (8|9)\\d(\\.\\d)? s \\(95% CI .*\\) lost in 20 min\\.");
        assertThat(result.outLines().get(1)).isEqualTo(report().get("sentence").textValue());
    }

    @Test
    void noSeedChangesIt() throws IOException {
        correlate(1.5, new String[] {"gpu0"});
        JsonNode first = report().get("cost");

        correlate(1.5, new String[] {"gpu0"}, "--seed", "7");

        assertThat(report().get("seed").intValue()).isEqualTo(7);
        assertThat(report().get("cost")).isEqualTo(first);
    }

    @Test
    void saysOfSeveralDevicesWhatHoldsOfAnyOfThem() throws IOException {
        Cli.Result result = correlate(1.0, new String[] {"cpu", "gpu0"});

        JsonNode run = report().at("/cost/runs/0");
        assertThat(kinds(run)).containsExactly("cpu recorded", "gpu0 recorded", "all recorded");
        assertThat(run.at("/episodes/0/episodes").intValue()).isZero();
        assertThat(run.at("/episodes/0/slowdown").isNull()).isTrue();
        assertThat(report().get("undefined")
                        .get("cost.runs[0].episodes[0].slowdown")
                        .textValue())
                .isEqualTo("NOT_ESTIMABLE");
        assertThat(run.at("/episodes/2/slowdown").doubleValue()).isCloseTo(1, within(0.01));
        assertThat(result.outLines().get(0))
                .startsWith("Steps inside recorded collapses on any device took as long as steps near them, within ");
        assertThat(result.out()).doesNotContain("recorded collapses on gpu0", "recorded collapse on cpu");
    }

    @Test
    void fasterStepsAreCalledSoAndLoseNothing() throws IOException {
        Cli.Result result = correlate(0.8, new String[] {"gpu0"});

        assertThat(result.outLines().get(0))
                .matches(
                        "Steps inside recorded collapses on gpu0 took 20% less time than steps near them \\(95% CI (19|20)–(20|21)%;"
                                + " 9 episodes\\)\\..*");
        assertThat(report().at("/cost/runs/0/episodes/0/lostSeconds").isNull()).isTrue();
    }

    @Test
    void isLeftOutWhereNoFlagIsKnown() throws IOException {
        Path hardware = csv("gpu0");
        Files.write(
                hardware,
                Files.readAllLines(hardware).stream()
                        .map(line -> line.replaceFirst(",[01],", ",,"))
                        .toList());

        Cli.Result result = Cli.plain().correlate(hardware, log(1.5), dir.resolve("out"));

        assertThat(report().has("cost")).isFalse();
        assertThat(result.outLines().get(0)).isEqualTo(report().get("sentence").textValue());
    }

    @Test
    void aRunIsCutWhereItRestarted() throws IOException {
        Path training = log(1.5);
        List<String> lines = new ArrayList<>(Files.readAllLines(training));
        for (int i = lines.size() / 2; i < lines.size(); i++) {
            lines.set(i, lines.get(i).replaceFirst("\"step\": \\d+", "\"step\": " + (i - lines.size() / 4)));
        }
        Files.write(training, lines);

        Cli.Result result = Cli.plain().correlate(csv("gpu0"), training, dir.resolve("out"));

        assertThat(report().at("/cost/runs").findValuesAsText("run"))
                .isEqualTo(report().at("/analysis/runs").findValuesAsText("id"))
                .containsExactly("luna", "luna/restart-1");
        assertThat(Arrays.asList(
                        report().at("/cost/runs/0/episodes/0/episodes").intValue(),
                        report().at("/cost/runs/1/episodes/0/episodes").intValue()))
                .allMatch(episodes -> episodes >= 4);
        assertThat(result.outLines().get(0))
                .startsWith(
                        "Run luna: Steps inside the 4 usable episodes of recorded collapses on gpu0 took 50% longer");
        assertThat(result.outLines().get(1)).startsWith("Run luna/restart-1: Steps inside");
    }
}
