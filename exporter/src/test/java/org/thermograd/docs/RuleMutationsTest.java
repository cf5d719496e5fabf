package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Checkout;

/** Mistakes in the rules: each is made in a copy, and a check must name it. */
class RuleMutationsTest {
    @TempDir
    private Path copy;

    /**
     * A mistake.
     *
     * @param name what is wrong
     * @param file where it is made
     * @param from the words that it takes the place of, once
     * @param to the mistake
     * @param named what a check must say
     */
    record Mistake(String name, String file, String from, String to, String named) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("a lower threshold", "rules/hardware.yml", ">= 4", ">= 3", "ThermogradCollapseStorm"),
                new Mistake(
                        "a threshold that its edge passes",
                        "rules/training.yml",
                        "abs(thermograd_training_clock_skew_seconds) > 5",
                        "abs(thermograd_training_clock_skew_seconds) >= 5",
                        "ThermogradClockSkew"),
                new Mistake("a longer for", "rules/hardware.yml", "for: 3m", "for: 30m", "ThermogradCollapseSustained"),
                new Mistake("no for", "rules/exporter.yml", "for: 2m\n", "for: 0m\n", "ThermogradTargetDown"),
                new Mistake(
                        "an alert that does not stay",
                        "rules/hardware.yml",
                        "keep_firing_for: 10m",
                        "keep_firing_for: 1m",
                        "ThermogradCollapse"),
                new Mistake(
                        "another severity",
                        "rules/training.yml",
                        "severity: critical",
                        "severity: warning",
                        "ThermogradNonFiniteGradient"),
                new Mistake(
                        "a severity that there is not",
                        "rules/exporter.yml",
                        "severity: none",
                        "severity: page",
                        "ThermogradWatchdog: severity must be"),
                new Mistake(
                        "a family that there is not",
                        "rules/exporter.yml",
                        "thermograd_probe_success{probe!",
                        "thermograd_probe_ok{probe!",
                        "thermograd_probe_ok must be in docs/metrics.md"),
                new Mistake(
                        "a rule that nobody records",
                        "rules/training.yml",
                        "run:thermograd_training_silence:seconds > 120",
                        "run:thermograd_training_quiet:seconds > 120",
                        "run:thermograd_training_quiet:seconds must be recorded"),
                new Mistake(
                        "no summary",
                        "rules/exporter.yml",
                        "          summary: Alerting works\n",
                        "",
                        "ThermogradWatchdog: summary must be there"),
                new Mistake(
                        "an anchor that there is not",
                        "rules/training.yml",
                        "#thermogradrunstale",
                        "#thermogradstalerun",
                        "ThermogradRunStale: runbook_url must lead to its heading"),
                new Mistake(
                        "a label that there is not, in a summary",
                        "rules/training.yml",
                        "Run {{ $labels.run }} has been silent",
                        "Run {{ $labels.name }} has been silent",
                        "ThermogradRunStale"),
                new Mistake(
                        "the first event of all is not seen",
                        "rules/training.yml",
                        "unless thermograd_training_nonfinite_total{signal=~\"grad_norm|loss\"} offset 5m",
                        "unless thermograd_training_nonfinite_total{signal=~\"grad_norm|loss\"}",
                        "ThermogradNonFiniteGradient"),
                new Mistake(
                        "efficiency drops taken for throttling",
                        "rules/hardware.yml",
                        "thermograd_collapse_active{reason!~\"efficiency|recorded|power_brake\"}",
                        "thermograd_collapse_active{reason!=\"power_brake\"}",
                        "ThermogradCollapseSustained"),
                new Mistake(
                        "a hardware slowdown taken for heat",
                        "rules/recording.yml",
                        "hw_thermal|sw_thermal",
                        "hw_thermal|sw_thermal|hw_slowdown",
                        "A power brake for a day is called a power brake and nothing else"),
                new Mistake(
                        "a power brake called heat",
                        "rules/hardware.yml",
                        "match \"_thermal$\" $labels.reason",
                        "ne $labels.reason \"hw_slowdown\"",
                        "A power brake for a day is called a power brake and nothing else"),
                new Mistake(
                        "a GPU that blinks taken for lost",
                        "rules/hardware.yml",
                        "for: 1m\n",
                        "for: 0m\n",
                        "ThermogradGpuLost"),
                new Mistake(
                        "a run that has finished taken for a stale one",
                        "rules/recording.yml",
                        "          unless on (job, instance, run) thermograd_training_run_finished == 1\n",
                        "",
                        "ThermogradRunStale"),
                new Mistake(
                        "a query that is none",
                        "rules/recording.yml",
                        "rate(thermograd_training_steps_total[5m])",
                        "rate(thermograd_training_steps_total)",
                        "expected type range vector"),
                new Mistake(
                        "a rule twice",
                        "rules/recording.yml",
                        "    rules:\n",
                        "    rules:\n      - record: run:thermograd_training_steps:rate5m\n        expr: vector(1)\n",
                        "duplicate rule"),
                new Mistake(
                        "a weaker verdict", "rules/optional/opinions.yml", "<= 0.001", "<= 0.01", "ThermogradCoupled"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isNamed(Mistake mistake) throws IOException {
        Path original = Checkout.root().resolve("prometheus");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(original.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path file = copy.resolve(mistake.file());
        String text = RuleFiles.text(file);
        assertThat(text).contains(mistake.from());
        int at = text.indexOf(mistake.from());
        Files.writeString(
                file,
                text.substring(0, at)
                        + mistake.to()
                        + text.substring(at + mistake.from().length()));

        RuleFiles rules = new RuleFiles(copy);
        List<String> problems = rules.problems();

        // Promtool takes seconds for each file of tests, so none is asked of after the first that names it.
        assertThat((problems.isEmpty() ? rules.refusals(file) : problems.stream())
                        .anyMatch(line -> line.contains(mistake.named())))
                .as(mistake.named())
                .isTrue();
    }
}
