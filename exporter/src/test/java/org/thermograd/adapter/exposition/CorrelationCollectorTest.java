package org.thermograd.adapter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.Analyzer;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.cost.AggregatedCost;
import org.thermograd.domain.cost.StepHistogram;
import org.thermograd.domain.detail.LagHistogram;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Peers;
import org.thermograd.testing.Shared;

class CorrelationCollectorTest {
    private static final Instant END = Instant.parse("2026-11-25T12:00:00Z");

    private static Exposition page(CorrelatedRun... runs) {
        CorrelationStatus status = new CorrelationStatus(
                Optional.of(new CorrelationStatus.Look(END.minusSeconds(21_600), END, List.of(runs))),
                Optional.of(new CorrelationStatus.Pass(END.plusSeconds(60), Duration.ofMillis(1500))),
                7,
                2,
                1);
        return new Exposition(
                List.of(new CorrelationCollector(() -> status)), Optional::empty, InstantSource.fixed(END));
    }

    private static CorrelatedRun coupled() {
        JsonNode golden = Shared.golden("02_coupled_forward.json");
        Analysis analysis = new Analyzer(GoldenRuns.config(golden.get("params")))
                .analyze(GoldenRuns.session(golden.get("inputs"), "luna"));
        StepHistogram clear = new StepHistogram(new TreeMap<>(Map.of(1.0, 100.0, 2.0, 100.0)), 50);
        StepHistogram throttled = new StepHistogram(new TreeMap<>(Map.of(1.0, 0.0, 2.0, 40.0)), 60);
        return new CorrelatedRun(
                "luna",
                Optional.of(analysis),
                LagHistogram.of(analysis, 0),
                Optional.of(new AggregatedCost("luna", clear, new TreeMap<>(Map.of("throttled", throttled)))));
    }

    @Test
    void tellsTheFiguresOfTheReference() {
        JsonNode report = Shared.golden("02_coupled_forward.json").at("/expected/report");

        String page = Pages.text(page(coupled()), "");

        assertThat(page)
                .contains(
                        "thermograd_correlation_verdict{device=\"all\",run=\"luna\",verdict=\"COUPLED_SPIKES_PRECEDE_COLLAPSES\"} 1.0\n",
                        "thermograd_correlation_verdict{device=\"all\",run=\"luna\",verdict=\"NOT_ESTIMABLE\"} 0.0\n",
                        "thermograd_correlation_q_value{device=\"all\",direction=\"forward\",run=\"luna\"} "
                                + report.at("/forward/q").doubleValue() + "\n",
                        "thermograd_correlation_observed_seconds{device=\"all\",run=\"luna\"} "
                                + report.get("totalMs").longValue() / 1000.0 + "\n",
                        "thermograd_correlation_looks_total 7.0\n",
                        "thermograd_correlation_failures_total 2.0\n",
                        "thermograd_correlation_passes_skipped_total 1.0\n",
                        "thermograd_correlation_duration_seconds 1.5\n")
                .contains("thermograd_correlation_lag_bin{bin=\"-060\",device=\"all\",run=\"luna\"}")
                .contains("thermograd_correlation_lag_bin_upper{bin=\"+005\",device=\"all\",run=\"luna\"}")
                .contains(
                        "thermograd_correlation_step_slowdown_ratio{device=\"all\",reason=\"throttled\",run=\"luna\"} 3.0\n");
    }

    @Test
    void whatIsNotDefinedHasNoSample() {
        Analysis nothing = new Analyzer(CorrelationConfig.DEFAULTS).judge(List.of(), List.of(), 1000, Set.of());
        CorrelatedRun empty = new CorrelatedRun("empty", Optional.of(nothing), Optional.empty(), Optional.empty());
        CorrelatedRun leftOut = new CorrelatedRun("blind", Optional.empty(), Optional.empty(), Optional.empty());

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
                Optional::empty,
                InstantSource.fixed(END));

        assertThat(Pages.text(exposition, "").lines().filter(line -> line.startsWith("thermograd_correlation")))
                .containsExactly(
                        "thermograd_correlation_failures_total 0.0",
                        "thermograd_correlation_looks_total 0.0",
                        "thermograd_correlation_passes_skipped_total 0.0");
    }

    @Test
    void promtoolFindsNothing() {
        Peers.Answer answer = Peers.promtool(Pages.bytes(page(coupled()), "text/plain"), "check", "metrics");

        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isZero();
    }
}
