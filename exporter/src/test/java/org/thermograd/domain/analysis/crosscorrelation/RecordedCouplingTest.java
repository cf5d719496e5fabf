package org.thermograd.domain.analysis.crosscorrelation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Recordings;

/** The real recordings, in which a decaying norm and a warming chip correlate, against golden 13. */
class RecordedCouplingTest {
    private static final CouplingConfig CONFIG =
            new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, new WarmUp(0, 4));

    private static WatchedRun run(String session) {
        JsonNode files = JsonFile.read(Recordings.path(session + "/expected.json"));
        try {
            SampleTable gpu = requireNonNull(new HardwareCsvReader()
                    .read(Recordings.path(
                            session + "/" + files.at("/hardware/file").textValue()))
                    .devices()
                    .get("gpu"));
            TimeSeries gradNorm = new TrainingLogReader()
                    .read(Recordings.path(
                            session + "/" + files.at("/training/file").textValue()))
                    .gradNorm();
            return new WatchedRun(session, gradNorm, new TreeMap<>(Map.of("gpu", gpu)), new TreeMap<>());
        } catch (RecordingException e) {
            throw new AssertionError(e);
        }
    }

    private static SignalCoupling.Estimate estimate(WatchedRun run, DeviceSignal signal) {
        return new CouplingAnalyzer(CONFIG)
                .analyze(List.of(run)).pairs().stream()
                        .map(ContinuousCoupling.Tested::coupling)
                        .filter(pair -> pair.signal() == signal)
                        .findFirst()
                        .orElseThrow()
                        .estimate()
                        .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference"})
    void agreesWithTheReference(String session) {
        JsonNode golden = Recordings.vector();
        JsonNode expected = golden.at("/expected/continuous").get(session);
        double relative = golden.at("/tolerance/double_rel").doubleValue();
        WatchedRun run = run(session);
        for (DeviceSignal signal : List.of(DeviceSignal.TEMPERATURE, DeviceSignal.RECORDED_INDEX)) {
            JsonNode figures = expected.get(signal.column());
            SignalCoupling.Estimate estimate = estimate(run, signal);
            assertThat(estimate.raw().pairs()).isEqualTo(expected.get("n").intValue());
            assertClose(
                    estimate.together().r(),
                    figures.at("/prewhitenedLnX3/r").doubleValue(),
                    relative,
                    session + " prewhitened r of " + signal);
            assertClose(
                    estimate.p(),
                    figures.at("/prewhitenedLnX3/pEff").doubleValue(),
                    relative,
                    session + " p of " + signal);
            assertRawFiguresAgree(run, signal, figures, relative);
        }
    }

    /** The reference has these of the norm itself, not of its logarithm. */
    private static void assertRawFiguresAgree(WatchedRun run, DeviceSignal signal, JsonNode figures, double relative) {
        TimeSeries samples = requireNonNull(run.devices().get("gpu")).column(signal.column());
        SharedGrid grid = SharedGrid.of(run.gradNorm(), samples, CONFIG.gaps(), CONFIG.maxLagMillis());
        double[] norms = Arrays.stream(grid.logNorms()).map(Math::exp).toArray();
        double[] y = grid.signal(samples);

        SignalCoupling.Weighed weighed = CouplingAnalyzer.weighed(Coefficient.pearson(norms, y), norms, y)
                .orElseThrow();
        assertClose(weighed.r(), figures.get("pearson").doubleValue(), relative, "r");
        assertClose(weighed.draws().value(), figures.get("nEff").doubleValue(), relative, "nEff");
        assertClose(weighed.draws().p(weighed.r()), figures.get("pEff").doubleValue(), relative, "pEff");
        LagSums sums = PackedSpectrum.of(
                        StandardSeries.of(norms).orElseThrow(),
                        StandardSeries.of(y).orElseThrow())
                .crossSums();
        LagScan scan = LagScan.againstAllShifts(sums, 0);
        assertThat(scan.count()).isEqualTo(figures.at("/shiftL0/count").intValue());
        assertThat(scan.p()).isEqualTo(figures.at("/shiftL0/p").doubleValue());
    }

    /** Raw coefficients run to -0.80; that the norms of one run give the same with the chip of another shows why. */
    @Test
    void sharedTrendsOfTheRecordingsAreNoCoupling() {
        List<WatchedRun> runs = List.of(
                run("reproducibility_test_1"),
                run("reproducibility_test_2"),
                run("workload_independence_cpu_inference"));
        ContinuousCoupling coupling = new CouplingAnalyzer(CONFIG).analyze(runs);

        assertThat(coupling.pairs()).hasSizeGreaterThanOrEqualTo(6).noneMatch(coupling::isBeyondChance);
        assertThat(coupling.pairs().stream()
                        .map(pair -> pair.coupling().estimate())
                        .flatMap(Optional::stream)
                        .mapToDouble(estimate -> estimate.raw().r())
                        .min()
                        .orElseThrow())
                .isLessThan(-0.6);
    }
}
