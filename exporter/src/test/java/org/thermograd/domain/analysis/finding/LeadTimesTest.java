package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class LeadTimesTest {
    /** A spike at each of some seconds, and a collapse at each of others, in 200 s watched each second. */
    private static Analysis analysis(List<Integer> spikes, List<Integer> collapses) {
        long[] times = new long[201];
        double[] norms = new double[201];
        double[] flags = new double[201];
        for (int second = 0; second <= 200; second++) {
            times[second] = second * 1000L;
            norms[second] = spikes.contains(second) ? 100 : 10 + 0.01 * (second % 3);
            flags[second] = collapses.contains(second) ? 1 : 0;
        }
        Run run =
                new Run("run", TimeSeries.of(times, norms), new TreeMap<>(Map.of("gpu0", TimeSeries.of(times, flags))));
        return new Analyzer(CorrelationConfig.DEFAULTS).analyze(List.of(run));
    }

    private static CorrelationConfig upTo(long deltaTMillis) {
        return new CorrelationConfig(
                CorrelationConfig.DEFAULTS.detector(),
                CorrelationConfig.DEFAULTS.events(),
                new CoincidenceConfig(0, deltaTMillis, 300_000, 0.05, 0.01, 1.5, 0.8),
                CorrelationConfig.DEFAULTS.power());
    }

    @Test
    void isTheTimeSinceTheMostRecentCauseInTheWindow() {
        Analysis analysis = analysis(List.of(50, 58, 100, 150), List.of(60, 110, 180));

        LeadTimes forward = LeadTimes.of(analysis, CorrelationConfig.DEFAULTS, Direction.FORWARD);
        assertThat(forward.count()).as("180 follows nothing").isEqualTo(2);
        assertThat(forward.quantileSeconds(0)).hasValue(2);
        assertThat(forward.quantileSeconds(0.5)).hasValue(6);
        assertThat(forward.quantileSeconds(1)).hasValue(10);
        LeadTimes backward = LeadTimes.of(analysis, upTo(60_000), Direction.BACKWARD);
        assertThat(backward.count()).isEqualTo(2);
        assertThat(backward.quantileSeconds(0.5)).hasValue(39);
    }

    @Test
    void leavesOutWhatLiesWithinTheGuard() {
        assertThat(LeadTimes.of(analysis(List.of(50), List.of(51)), CorrelationConfig.DEFAULTS, Direction.FORWARD)
                        .count())
                .isZero();
        assertThat(LeadTimes.of(analysis(List.of(50), List.of()), CorrelationConfig.DEFAULTS, Direction.FORWARD)
                        .quantileSeconds(0.5))
                .isEmpty();
    }

    @Test
    void agreesWithTheReference() {
        JsonNode golden = Vectors.read("02_coupled_forward.json");
        List<Run> runs = GoldenRuns.session(golden.get("inputs"), "fwd");
        Analysis analysis = new Analyzer(GoldenRuns.config(golden.get("params"))).analyze(runs);
        JsonNode expected = golden.at("/expected/leadMs");

        LeadTimes leads = LeadTimes.of(analysis, CorrelationConfig.DEFAULTS, Direction.FORWARD);

        assertThat(leads.count()).isEqualTo(expected.get("n").intValue());
        assertThat(leads.quantileSeconds(0.5))
                .hasValueCloseTo(expected.get("median").doubleValue() / 1000, within(1e-12));
    }
}
