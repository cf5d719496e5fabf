package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Pages;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.CouplingAnalyzer;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.crosscorrelation.WarmUp;
import org.thermograd.domain.analysis.crosscorrelation.WatchedRun;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.study.CorrelatedRun;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Peers;
import org.thermograd.testing.SeededNoise;
import org.thermograd.testing.Vectors;

class CorrelationCollectorTest {
    private static final Instant END = Instant.parse("2026-11-25T12:00:00Z");

    private static Exposition page(CorrelatedRun... runs) {
        CorrelationStatus status = new CorrelationStatus(
                Optional.of(new CorrelationStatus.Window(END.minusSeconds(21_600), END, List.of(runs))),
                Optional.of(new CorrelationStatus.Pass(END.plusSeconds(60), Duration.ofMillis(1500))),
                new CorrelationStatus.Counts(7, 2, 1, 3));
        return new Exposition(List.of(new CorrelationCollector(() -> status)), Scrape::empty, InstantSource.fixed(END));
    }

    private static CorrelatedRun coupled() {
        JsonNode golden = Vectors.read("02_coupled_forward.json");
        Analysis analysis = new Analyzer(GoldenRuns.config(golden.get("params")))
                .analyze(GoldenRuns.session(golden.get("inputs"), "luna"));
        StepHistogram clear = new StepHistogram(new TreeMap<>(Map.of(1.0, 100.0, 2.0, 100.0)), 50);
        StepHistogram throttled = new StepHistogram(new TreeMap<>(Map.of(1.0, 0.0, 2.0, 40.0)), 60);
        return new CorrelatedRun(
                "luna",
                Optional.of(analysis),
                LagHistogram.of(analysis, EventConfig.DEFAULTS),
                PerDevice.of(analysis, GoldenRuns.config(golden.get("params")), (run, device) -> device),
                List.of(),
                Optional.empty(),
                Optional.of(new AggregatedCost("luna", clear, new TreeMap<>(Map.of("throttled", throttled)))));
    }

    @Test
    void tellsTheFiguresOfTheReference() {
        JsonNode report = Vectors.read("02_coupled_forward.json").at("/expected/report");

        String page = Pages.text(page(coupled()), "");

        assertThat(page)
                .contains(
                        "thermograd_correlation_verdict{device=\"all\",run=\"luna\",verdict=\"COUPLED_SPIKES_PRECEDE_COLLAPSES\"} 1.0\n",
                        "thermograd_correlation_verdict{device=\"all\",run=\"luna\",verdict=\"NOT_ESTIMABLE\"} 0.0\n",
                        "thermograd_correlation_q_value{device=\"all\",direction=\"forward\",run=\"luna\"} "
                                + report.at("/forward/q").doubleValue() + "\n",
                        "thermograd_correlation_observed_seconds{device=\"all\",run=\"luna\"} "
                                + report.get("totalMs").longValue() / 1000.0 + "\n",
                        "thermograd_correlation_windows_analyzed_total 7.0\n",
                        "thermograd_correlation_failures_total 2.0\n",
                        "thermograd_correlation_passes_skipped_total 1.0\n",
                        "thermograd_correlation_windows_abandoned_total 3.0\n",
                        "thermograd_correlation_duration_seconds 1.5\n")
                .contains("thermograd_correlation_lag_bin{bin=\"-060\",device=\"all\",run=\"luna\"}")
                .contains("thermograd_correlation_lag_bin_upper{bin=\"+005\",device=\"all\",run=\"luna\"}")
                .contains(
                        "thermograd_correlation_step_slowdown_ratio{device=\"all\",reason=\"throttled\",run=\"luna\"} 3.0\n");
    }

    private static double value(String page, String series) {
        return page.lines()
                .filter(line -> line.startsWith("thermograd_correlation_" + series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in " + page));
    }

    @Test
    void tellsTheFiguresOfEachDeviceAloneWithTheQValuesOfAllButNoVerdict() {
        JsonNode golden = Vectors.read("09_runs_devices.json");
        CorrelationConfig config = GoldenRuns.config(golden.get("params"));
        Analysis analysis = new Analyzer(config).analyze(GoldenRuns.runs(golden.at("/inputs/runs")));
        CorrelatedRun run = new CorrelatedRun(
                "luna",
                Optional.of(analysis),
                Optional.empty(),
                PerDevice.of(analysis, config, (stretch, device) -> device),
                List.of(),
                Optional.empty(),
                Optional.empty());

        String page = Pages.text(page(run), "");

        JsonNode expected = golden.get("expected");
        for (int i = 0; i < expected.get("familyOrder").size(); i++) {
            String[] member = expected.at("/familyOrder/" + i).textValue().split("\\.", -1);
            String labels = "{device=\"" + member[0] + "\",direction=\"" + member[1] + "\",run=\"luna\"}";
            assertClose(
                    value(page, "q_value" + labels),
                    expected.at("/familyQ/" + i).doubleValue(),
                    1e-9,
                    "q" + labels);
            assertClose(
                    value(page, "p_value" + labels),
                    expected.at("/familyP/" + i).doubleValue(),
                    1e-9,
                    "p" + labels);
            JsonNode alone = expected.get("perDevice").get(member[0]);
            assertClose(
                    value(page, "rate_ratio" + labels),
                    alone.get(member[1]).get("rr").doubleValue(),
                    1e-9,
                    "rr" + labels);
            assertThat(value(page, "collapses{device=\"" + member[0] + "\",run=\"luna\"}"))
                    .isEqualTo(alone.at("/forward/nEffects").doubleValue());
        }
        assertThat(page.lines().filter(line -> line.startsWith("thermograd_correlation_verdict{")))
                .hasSize(Verdict.Code.values().length)
                .allMatch(line -> line.contains("device=\"all\""));
        assertThat(page).doesNotContain("more_seconds{device=\"gpu");
    }

    /** A signal that follows the norm by four seconds, and one without an estimate. */
    private static List<ContinuousCoupling.Tested> signals() {
        SampleTable.Builder samples = SampleTable.builder(SampledRun.TEMPERATURE, SampledRun.POWER);
        double[] noise = new SeededNoise(3).irwinHall(604);
        long[] times = new long[600];
        double[] norms = new double[600];
        for (int t = 0; t < times.length; t++) {
            times[t] = 1000L * t;
            norms[t] = Math.exp(noise[t + 4]);
            samples.add(times[t], noise[t], 300);
        }
        return new CouplingAnalyzer(new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, WarmUp.DEFAULTS))
                .analyze(List.of(new WatchedRun(
                        "luna",
                        TimeSeries.of(times, norms),
                        new TreeMap<>(Map.of("gpu0", samples.build())),
                        new TreeMap<>())))
                .pairs();
    }

    private static CorrelatedRun withSignals() {
        return new CorrelatedRun(
                "sol",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                signals(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void tellsHowSignalsGoTogetherWithTheNormAndWhichLeads() {
        List<ContinuousCoupling.Tested> signals = signals();
        CorrelatedRun run = new CorrelatedRun(
                "luna",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                signals,
                Optional.empty(),
                Optional.empty());

        String page = Pages.text(page(run), "");

        ContinuousCoupling.Tested temperature = signals.get(0);
        String labels = "{device=\"gpu0\",method=\"prewhitened\",run=\"luna\",signal=\"temp_c\"}";
        assertThat(value(page, "coefficient" + labels))
                .isEqualTo(
                        temperature.coupling().estimate().orElseThrow().scan().r())
                .isGreaterThan(0.9);
        assertThat(value(page, "coefficient_lag_seconds" + labels)).isEqualTo(4);
        assertThat(value(page, "coefficient_q_value" + labels))
                .isEqualTo(temperature.scanQ().orElseThrow())
                .isLessThanOrEqualTo(0.01);
        assertThat(signals).hasSize(2);
        assertThat(page).doesNotContain("power_w");
    }

    @Test
    void tellsWhatEpisodesCostWithBounds() {
        EpisodeCost slower = cost("sw_thermal", new double[] {1.2, 1.25, 1.3, 1.2, 1.25});
        EpisodeCost few = cost("hw_thermal", new double[] {1.5});
        RunCost cost =
                new RunCost("luna", Optional.empty(), 3600, List.of(slower, few), Optional.empty(), Optional.empty());
        CorrelatedRun run = new CorrelatedRun(
                "luna",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(cost),
                Optional.empty());

        String page = Pages.text(page(run), "");

        String labels = "{device=\"gpu0\",reason=\"sw_thermal\",run=\"luna\"}";
        Slowdown.Interval interval = slower.interval().orElseThrow();
        EpisodeCost.LostTime lost = slower.lost().orElseThrow();
        assertThat(value(page, "step_slowdown_ratio" + labels))
                .isEqualTo(slower.slowdown().orElseThrow().ratio());
        assertThat(value(page, "step_slowdown_ratio_lower" + labels)).isEqualTo(interval.lower());
        assertThat(value(page, "step_slowdown_ratio_upper" + labels)).isEqualTo(interval.upper());
        assertThat(value(page, "lost_seconds" + labels)).isEqualTo(lost.seconds());
        assertThat(value(page, "lost_seconds_lower" + labels)).isEqualTo(lost.lower());
        assertThat(value(page, "lost_seconds_upper" + labels)).isEqualTo(lost.upper());
        assertThat(value(page, "step_slowdown_ratio" + labels.replace("sw_", "hw_")))
                .isEqualTo(few.slowdown().orElseThrow().ratio());
        assertThat(page.lines().filter(line -> line.contains("hw_thermal"))).hasSize(1);
    }

    private static EpisodeCost cost(String reason, double[] slowdowns) {
        return new EpisodeCost(
                new EpisodeKind("gpu0", reason),
                slowdowns.length,
                EpisodeCost.Method.MATCHED,
                Optional.empty(),
                100,
                OptionalDouble.of(0.1),
                Slowdown.of(slowdowns));
    }

    @Test
    void whatIsNotDefinedHasNoSample() {
        Analysis nothing = new Analyzer(CorrelationConfig.DEFAULTS).judge(PooledRuns.of(List.of()), 1000);
        CorrelatedRun empty = new CorrelatedRun(
                "empty",
                Optional.of(nothing),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        CorrelatedRun leftOut = CorrelatedRun.leftOut("blind");

        String page = Pages.text(page(empty, leftOut), "");

        assertThat(page)
                .contains(
                        "verdict{device=\"all\",run=\"empty\",verdict=\"NOT_ESTIMABLE\"} 1.0\n",
                        "verdict{device=\"all\",run=\"blind\",verdict=\"NOT_ESTIMABLE\"} 1.0\n")
                .doesNotContain("rate_ratio", "p_value", "lag_bin", "more_seconds", "NaN");
    }

    @Test
    void beforeTheFirstPassThereAreOnlyItsCounters() {
        Exposition exposition = new Exposition(
                List.of(new CorrelationCollector(() -> CorrelationStatus.NONE)),
                Scrape::empty,
                InstantSource.fixed(END));

        assertThat(Pages.text(exposition, "").lines().filter(line -> line.startsWith("thermograd_correlation")))
                .containsExactly(
                        "thermograd_correlation_failures_total 0.0",
                        "thermograd_correlation_passes_skipped_total 0.0",
                        "thermograd_correlation_windows_abandoned_total 0.0",
                        "thermograd_correlation_windows_analyzed_total 0.0");
    }

    @Test
    void promtoolFindsNothing() {
        Peers.Answer answer =
                Peers.promtool(Pages.bytes(page(coupled(), withSignals()), "text/plain"), "check", "metrics");

        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isZero();
    }
}
