package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.testing.JsonFile;

/** {@code correlate} on a hardware CSV that says what the driver or the clock says. */
class ConfirmedFilesTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    private Path dir;

    private JsonNode report(String header, IntFunction<String> row, String... options) throws IOException {
        Cli.Result result = Cli.plain().correlate(csv(header, row), log(), dir.resolve("out"), options);
        assertThat(result.status()).as(result.err()).isZero();
        return JsonFile.read(dir.resolve("out/report.json"));
    }

    private Path csv(String header, IntFunction<String> row) throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,collapse," + header + "\n");
        for (int i = 0; i < 400; i++) {
            csv.append(START.plusSeconds(i))
                    .append(",gpu0,95,70,")
                    .append(i % 7 == 0 ? 1 : 0)
                    .append(',')
                    .append(row.apply(i))
                    .append('\n');
            csv.append(START.plusSeconds(i))
                    .append(",cpu,50,60,0,")
                    .append(","
                            .repeat((int) header.chars().filter(c -> c == ',').count()))
                    .append('\n');
        }
        return Files.writeString(dir.resolve("hardware.csv"), csv);
    }

    private Path log() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"timestamp_shared\":%d,\"grad_norm\":%s}%n",
                    i,
                    START.getEpochSecond() + i,
                    i == 95 ? 90 : 10 + i % 3));
        }
        return Files.writeString(dir.resolve("training.jsonl"), log);
    }

    /** Two seconds of heat are too short, an idle device is not held back, a power cap is no collapse. */
    private static String reasons(int second) {
        if (second >= 100 && second < 120) {
            return "sw_power_cap|hw_thermal";
        }
        if (second >= 200 && second < 202) {
            return "sw_thermal";
        }
        if (second >= 220 && second < 240) {
            return "idle|hw_thermal";
        }
        return second >= 300 && second < 320 ? "sw_power_cap" : "none";
    }

    @Test
    void reasonsOfTheDriverConfirm() throws IOException {
        JsonNode report = report("throttle_reasons", ConfirmedFilesTest::reasons);

        assertThat(report.get("collapses").toString()).isEqualTo("{\"kind\":\"confirmed\",\"foundBy\":\"recording\"}");
        assertThat(report.at("/analysis/runs/0/collapseOnsets").toString())
                .isEqualTo("{\"gpu0\":[" + START.plusSeconds(100).toEpochMilli() + "]}");
        assertThat(report.get("remarks").toString()).contains("collapses of cpu could not be observed; left out");
    }

    @Test
    void aClockFarBelowItsHighestConfirms() throws IOException {
        JsonNode report =
                report("clock_mhz,clock_max_mhz", second -> (second >= 150 && second < 170 ? 900 : 1500) + ",2000");

        assertThat(report.at("/collapses/kind").textValue()).isEqualTo("confirmed");
        assertThat(report.at("/analysis/runs/0/collapseOnsets").toString())
                .isEqualTo("{\"gpu0\":[" + START.plusSeconds(150).toEpochMilli() + "]}");
    }

    @Test
    void theFlagsOfTheRecordingCountWhereTheyAreAskedFor() throws IOException {
        JsonNode report = report("throttle_reasons", ConfirmedFilesTest::reasons, "--collapses", "recorded");

        assertThat(report.get("collapses").toString()).isEqualTo("{\"kind\":\"recorded\"}");
        assertThat(report.at("/analysis/runs/0/collapseOnsets/gpu0").size()).isPositive();
    }

    @Test
    void aClockWithoutItsHighestConfirmsNothing() throws IOException {
        assertThat(report("clock_mhz", second -> "900").at("/collapses/kind").textValue())
                .isEqualTo("recorded");

        Cli.Result refused = Cli.plain()
                .correlate(csv("clock_mhz", second -> "900"), log(), dir.resolve("no"), "--collapses", "confirmed");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("Invalid value for option '--collapses': must be recorded or inferred for files that hold"
                        + " neither throttle_reasons nor a clock with its highest, got confirmed");
    }
}
