package org.thermograd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.thermograd.app.cli.Console;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.PrometheusServer;

/** The alerts of the demonstration: the real rules, in a real Prometheus and a real Alertmanager, for about a minute. */
class DemoAlertIT {
    private static String read(String name) throws IOException {
        return Files.readString(Checkout.root().resolve("prometheus").resolve(name));
    }

    @Test
    void loadsTheRulesThatAreShipped() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("prometheus/rules"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString().replace(".yml", "")))
                    .containsExactlyInAnyOrderElementsOf(DemoAlert.RULES);
        }
        for (String name : List.of("rules/hardware.yml", "rules/recording.yml", "alertmanager.yml")) {
            assertThat(DemoAlert.shipped(name)).isEqualTo(read(name));
        }
    }

    @Test
    void changesNothingOfARuleButMinutes() throws IOException {
        String rules = read("rules/hardware.yml");
        String shown = DemoAlert.inSeconds(rules);

        assertThat(shown)
                .contains("[5s]", "offset 5s", "for: 3s", "keep_firing_for: 10s")
                .doesNotContain("[5m]", ": 10m");
        assertThat(shown.replaceAll("(?<=\\[|offset |for: )(\\d+)s", "$1m")).isEqualTo(rules);
    }

    @Test
    @Timeout(240)
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "takes a minute, and nothing of it depends on the JDK")
    void aCollapseFiresAndResolvesAndATargetThatIsDownSilencesTheRest() throws Exception {
        PrometheusServer.onPath("prometheus");
        PrometheusServer.onPath("prometheus-alertmanager");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);

        new DemoAlert(console, InstantSource.system(), 1).show();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "(?s) s  ThermogradCollapse fires: gpu0 of 127\\.0\\.0\\.1:\\d+ collapsed \\(sw_thermal\\)\n"
                                + " +component=hardware device=gpu0 instance=127\\.0\\.0\\.1:\\d+ job=thermograd reason=sw_thermal"
                                + " severity=warning uuid=GPU-SIMULATED-0\n"
                                + " +what to do: docs/runbook\\.md#thermogradcollapse\n"
                                + ".* s  ThermogradCollapse is resolved: .*"
                                + " s  ThermogradCollapse fires: .*"
                                + " s  the exporter stops\n"
                                + ".* s  ThermogradTargetDown fires: .*"
                                + " s  silenced by it: [A-Za-z, ]*ThermogradCollapse");
    }
}
