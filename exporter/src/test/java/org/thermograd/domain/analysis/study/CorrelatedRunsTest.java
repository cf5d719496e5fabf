package org.thermograd.domain.analysis.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.CouplingAnalyzer;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.crosscorrelation.WarmUp;
import org.thermograd.domain.analysis.crosscorrelation.WatchedRun;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.SeededNoise;
import org.thermograd.testing.Vectors;

/** Two runs of two devices each, of which one restarted from a checkpoint, in one report. */
class CorrelatedRunsTest {
    private static final Segment TIME = new Segment(0, 3_600_000);
    private static final CorrelationConfig CONFIG = CorrelationConfig.DEFAULTS;

    private static FoundRun scraped(String run) {
        return new FoundRun(run, run, "thermograd", "here", List.of(), 1, 1, 0, TIME);
    }

    private static WatchedRun watched(String stretch, int samples) {
        SeededNoise noise = new SeededNoise(samples);
        SampleTable.Builder table = SampleTable.builder(SampledRun.TEMPERATURE);
        long[] times = new long[samples];
        double[] norms = new double[samples];
        for (int t = 0; t < samples; t++) {
            times[t] = 1000L * t;
            norms[t] = Math.exp(noise.irwinHall());
            table.add(times[t], 60 + noise.irwinHall());
        }
        return new WatchedRun(
                stretch, TimeSeries.of(times, norms), new TreeMap<>(Map.of("gpu0", table.build())), new TreeMap<>());
    }

    private static Report report() {
        List<Run> golden = GoldenRuns.runs(Vectors.read("09_runs_devices.json").at("/inputs/runs"));
        List<Run> runs = new ArrayList<>();
        for (String stretch : List.of("luna", "luna/restart-1", "sol")) {
            Run run = golden.get(runs.size());
            runs.add(new Run(stretch, run.gradNorm(), run.collapseFlags()));
        }
        Analysis analysis = new Analyzer(CONFIG).analyze(runs);
        ContinuousCoupling signals = new CouplingAnalyzer(
                        new CouplingConfig(10_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, WarmUp.DEFAULTS))
                .analyze(List.of(watched("luna", 100), watched("luna/restart-1", 300), watched("sol", 200)));
        return new Report(
                Instant.EPOCH,
                new Source.Prometheus(
                        "http://127.0.0.1:9090",
                        Optional.empty(),
                        TIME,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(scraped("luna"), scraped("sol"), scraped("blind")),
                        List.of()),
                CONFIG,
                new Collapses.FoundLive(CollapseKind.CONFIRMED, new TreeSet<>(), Collapses.Latency.UNKNOWN),
                StudyConfig.DEFAULTS.coupling(),
                Costs.NONE,
                analysis,
                Findings.NONE.withContinuous(Optional.of(signals)),
                List.of());
    }

    @Test
    void eachRunHasTheAnalysisOfItsOwnStretchesAndDevices() {
        List<CorrelatedRun> runs = CorrelatedRuns.of(report());

        assertThat(runs).extracting(CorrelatedRun::run).containsExactly("luna", "sol", "blind");
        assertThat(runs.get(0).analysis().orElseThrow().runs()).hasSize(2);
        assertThat(runs.get(0).devices().orElseThrow().devices()).containsOnlyKeys("gpu0", "gpu1");
        assertThat(runs.get(0).devices().orElseThrow().of("gpu0").runs()).hasSize(2);
        assertThat(runs.get(1).analysis().orElseThrow().runs()).hasSize(1);
        assertThat(runs.get(2)).isEqualTo(CorrelatedRun.leftOut("blind"));
    }

    @Test
    void aRunThatRestartedHasTheSignalsOfItsLongestStretch() {
        List<CorrelatedRun> runs = CorrelatedRuns.of(report());

        assertThat(runs.get(0).signals())
                .extracting(pair -> pair.coupling().run())
                .containsExactly("luna/restart-1");
        assertThat(runs.get(1).signals())
                .extracting(pair -> pair.coupling().run())
                .containsExactly("sol");
    }
}
