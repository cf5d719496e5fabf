package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.app.demo.SimulatedSessions;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulationParameter;
import org.thermograd.testing.PrometheusServer;

/** Two of three accelerators under power brake: a report calls it that, and says nothing of heat. */
class PowerBrakeTest {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(80);
    private static final Pattern HEAT = Pattern.compile("(?i)\\b(heat|heating|hw_thermal|sw_thermal|thermal)\\b");
    /** The reasons that a driver could give, in report.json. */
    private static final Pattern TELLABLE = Pattern.compile("\"reasons\" : \\[ \"hw_slowdown\", .*]");

    private static final String COST = "Throttling (power_brake) on any device slowed steps by";

    @TempDir
    private Path dir;

    private Path braked(double seconds) throws Exception {
        return SimulatedSessions.record(
                Scenario.NONE,
                Map.of(
                        SimulationParameter.GPUS, 3.0,
                        SimulationParameter.POWER_BRAKE_GPUS, 2.0,
                        SimulationParameter.POWER_BRAKE_SECONDS, seconds),
                LENGTH,
                START,
                dir);
    }

    /** Returns all that a user reads of a report, one after the other. */
    private String report(String... args) throws Exception {
        Path output = dir.resolve("report");
        List<String> all = new ArrayList<>(List.of("correlate", "--output", output.toString()));
        all.addAll(List.of(args));
        Cli.Result result = Cli.plain().run(all.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return result.out()
                + Files.readString(output.resolve("report.md"))
                + TELLABLE.matcher(Files.readString(output.resolve("report.json")))
                        .replaceAll("");
    }

    @Test
    void ofASessionIsCalledThat() throws Exception {
        String report = report("--session", braked(60).toString());

        assertThat(report)
                .contains(COST)
                .contains("\"reason\" : \"power_brake\"")
                .doesNotContainPattern(HEAT);
    }

    @Test
    void fromStartToEndIsCalledThat() throws Exception {
        String report = report("--session", braked(1e6).toString());

        assertThat(report).contains("power_brake").doesNotContainPattern(HEAT);
    }

    @Test
    void overPrometheusIsCalledThat() throws Exception {
        Path page = dir.resolve("page.om");
        Cli.Result replay = Cli.plain()
                .run(
                        "replay",
                        "--session",
                        braked(60).toString(),
                        "--scrape-interval",
                        "15s",
                        "--openmetrics",
                        page.toString());
        assertThat(replay.status()).as(replay.err()).isZero();
        try (PrometheusServer server = PrometheusServer.in(Files.createDirectory(dir.resolve("prometheus")))
                .backfill(page)
                .start()) {
            String report = report(
                    "--prometheus-url",
                    server.url().toString(),
                    "--from",
                    START.toString(),
                    "--to",
                    START.plus(LENGTH).plusSeconds(120).toString());

            assertThat(report).contains(COST).doesNotContainPattern(HEAT);
        }
    }
}
