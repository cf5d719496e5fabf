package org.thermograd.adapter.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.analysis.comparison.ClockSlope;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.ComparisonOutcome;
import org.thermograd.domain.analysis.comparison.ComparisonQualifier;
import org.thermograd.domain.analysis.comparison.CurvePoint;
import org.thermograd.domain.analysis.comparison.RunComparison;
import org.thermograd.domain.analysis.comparison.RunSummary;

class ComparisonTextTest {
    private static RunSummary run(String name, boolean simulated) {
        return new RunSummary(
                name,
                3_600_000,
                3600,
                1_800_000,
                1800,
                true,
                12,
                OptionalDouble.of(0.25),
                new TreeMap<>(Map.of("gpu0", 0.25)),
                new ClockSlope.Known(0.85, 0.02, 100, List.of()),
                List.of(
                        new CurvePoint(1, OptionalDouble.of(1000), OptionalDouble.empty(), OptionalDouble.of(1)),
                        new CurvePoint(2, OptionalDouble.empty(), OptionalDouble.of(1500), OptionalDouble.of(0.7))),
                simulated);
    }

    private static RunComparison comparison(ComparisonOutcome outcome, ComparisonQualifier... qualifiers) {
        return new RunComparison(
                outcome,
                List.of(),
                List.of(qualifiers),
                List.of(),
                "B is 38% slower (95% CI 36–40).",
                Optional.empty(),
                List.of(run("a-run-with-a-very-long-name-that-does-not-fit-anywhere", true)),
                List.of(run("b", false), run("c", false)));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatEveryQualifierMeans(ComparisonQualifier qualifier) {
        List<String> lines = ComparisonText.lines(
                comparison(ComparisonOutcome.NOT_COMPARABLE, qualifier), ComparisonConfig.DEFAULTS);

        assertThat(lines).last().asString().matches("Note: [A-Z].*\\.");
        assertThat(lines).noneMatch(line -> line.contains(qualifier.name()));
    }

    @ParameterizedTest
    @EnumSource
    void titlesEveryOutcome(ComparisonOutcome outcome) {
        assertThat(ComparisonMarkdown.write(comparison(outcome), ComparisonConfig.DEFAULTS))
                .matches("(?s)### Step time: [a-z ]+\n\n> \\*\\*Simulated, not measured: .*");
    }

    @Test
    void namesOfRunsMeanNothingToMarkdown() {
        RunComparison hostile = new RunComparison(
                ComparisonOutcome.NOT_COMPARABLE,
                List.of(),
                List.of(),
                List.of(),
                "throttling of <b>gpu</b>.",
                Optional.empty(),
                List.of(run("[a](http://x)", true)),
                List.of(run("b", false)));

        assertThat(ComparisonMarkdown.write(hostile, ComparisonConfig.DEFAULTS))
                .contains("> **Simulated, not measured: \\[a\\](http://x)**", "throttling of \\<b\\>gpu\\</b\\>.");
    }

    @Test
    void drawsCleanAndThrottledStepsAndTheClock() {
        String page = ComparisonHtml.write(comparison(ComparisonOutcome.HARDWARE_SLOWER), ComparisonConfig.DEFAULTS);

        assertThat(page)
                .contains(
                        "Simulated, not measured",
                        "<title>Thermograd: hardware slower</title>",
                        "seconds a step",
                        "clock, % of the full one",
                        "B: b and 1 more",
                        "A: …")
                .doesNotContain("<script");
    }
}
