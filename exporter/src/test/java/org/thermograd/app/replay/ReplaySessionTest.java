package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.app.ThreeMinutes;

/** What a recorded session gives when it is played back against what the exporter that recorded it showed. */
class ReplaySessionTest {
    @TempDir
    private Path dir;

    private Cli.Result replay(String interval) {
        return Cli.plain()
                .run(
                        "replay",
                        "--session",
                        dir.resolve("2026-11-22T103600Z-luna").toString(),
                        "--scrape-interval",
                        interval,
                        "--openmetrics",
                        dir.resolve("metrics.om").toString());
    }

    private static List<String> series(String metrics, String time) {
        return metrics.lines()
                .filter(line -> line.startsWith("thermograd_") && line.endsWith(" " + time))
                .filter(line -> !line.matches("thermograd_(source|build)_info.*"))
                .filter(line -> !line.startsWith("thermograd_collector_failures_total"))
                .sorted()
                .toList();
    }

    @Test
    void theLastScrapeShowsWhatTheExporterShowed() throws Exception {
        String live = new ThreeMinutes(dir).live(true);

        Cli.Result result = replay("179s");

        assertThat(result.status()).as(result.err()).isZero();
        String last = "1795343939.000";
        assertThat(series(live, last))
                .as("the session is worth playing back")
                .anyMatch(line -> line.startsWith("thermograd_collapses_total")
                        && line.contains("\"efficiency\"")
                        && line.contains("} 1.0 "))
                .anyMatch(line -> line.startsWith("thermograd_collapses_total")
                        && line.contains("\"sw_thermal\"")
                        && line.contains("} 1.0 "))
                .anyMatch(line -> line.startsWith("thermograd_collapses_total")
                        && line.contains("\"cpu_thermal\"")
                        && line.contains("} 1.0 "))
                .anyMatch(line -> line.startsWith("thermograd_training_grad_spikes_total") && line.contains("} 2.0 "));
        assertThat(series(Files.readString(dir.resolve("metrics.om")), last)).isEqualTo(series(live, last));
    }

    @Test
    void aSessionWhoseFirstRowOfHardwareNeverCameIsPlayedBackToo() throws Exception {
        ThreeMinutes session = new ThreeMinutes(dir);
        session.live(false);
        Path csv = session.folder().resolve("hardware.csv");
        Files.writeString(csv, Files.readAllLines(csv).get(0) + "\n");

        Cli.Result result = replay("179s");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("session.json names no end: it is recorded still, or its recorder was killed;")
                .contains("hardware.csv holds no sample");
        assertThat(Files.readString(dir.resolve("metrics.om"))).contains("\nthermograd_training_steps_total{");
    }

    @Test
    void aSessionWhoseRecorderWasKilledIsPlayedBackToo() throws Exception {
        String live = new ThreeMinutes(dir).live(false);

        Cli.Result result = replay("179s");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(series(Files.readString(dir.resolve("metrics.om")), "1795343939.000"))
                .isEqualTo(series(live, "1795343939.000"));
        assertThat(result.out())
                .contains("Note: in events.jsonl: 1 x last line of a session's file without an end (first at line ");
    }

    @Test
    void aRunEndsWhenItSaidSo() throws Exception {
        new ThreeMinutes(dir).live(true);

        replay("1s");

        List<String> active = Files.readString(dir.resolve("metrics.om"))
                .lines()
                .filter(line -> line.startsWith("thermograd_training_run_active"))
                .toList();
        assertThat(active).hasSize(ThreeMinutes.SECONDS);
        for (int second = 0; second < ThreeMinutes.SECONDS; second++) {
            assertThat(active.get(second)).contains(second >= 160 && second < 170 ? "} 0.0 " : "} 1.0 ");
        }
    }

    @Test
    void aLogOfLastYearStretchesNothing() throws Exception {
        new ThreeMinutes(dir).live(true);
        Path training = dir.resolve("2026-11-22T103600Z-luna").resolve("training.jsonl");
        long lastYear = Instant.parse("2025-11-22T10:36:00Z").getEpochSecond();
        Files.writeString(
                training,
                IntStream.range(0, 100)
                        .mapToObj(i -> "{\"run\":\"old\",\"step\":" + i + ",\"timestamp_shared\":" + (lastYear + i)
                                + ",\"grad_norm\":1.0}\n")
                        .collect(Collectors.joining()),
                StandardOpenOption.APPEND);

        Cli.Result result = replay("15s");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Replayed 2025-11-22T10:36:00Z to 2026-11-22T10:38:59Z in 260 scrapes: 2 devices, ")
                .contains("Note: in training.jsonl: 100 x step more than a day older than its session (first at line ")
                .contains(
                        "Note: no sample and no step from 2025-11-22T10:37:39Z to 2026-11-22T10:36:00Z, which is 8759 h:"
                                + " only the first hour of it is played\n");
        assertThat(Files.readString(dir.resolve("metrics.om")).lines())
                .filteredOn(line -> line.startsWith("thermograd_training_steps_total") && line.contains("\"old\""))
                .last()
                .asString()
                .contains("} 100.0 ");
    }

    @Test
    void aSessionOfNothingIsRefused() throws Exception {
        new ThreeMinutes(dir).live(true);
        Path folder = dir.resolve("2026-11-22T103600Z-luna");
        Files.writeString(folder.resolve("training.jsonl"), "");
        Path csv = folder.resolve("hardware.csv");
        Files.writeString(csv, Files.readAllLines(csv).get(0) + "\n");

        Cli.Result result = replay("15s");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .endsWith("thermograd: " + folder + ": nothing to play back, neither a sample nor a step\n");
    }
}
