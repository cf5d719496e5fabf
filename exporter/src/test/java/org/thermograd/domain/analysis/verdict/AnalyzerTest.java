package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeSeries;

class AnalyzerTest {
    private static final int SECONDS = 600;
    private static final Analyzer ANALYZER = new Analyzer(CorrelationConfig.DEFAULTS);

    private static TimeSeries everySecond(double[] values) {
        return TimeSeries.of(
                IntStream.range(0, values.length).mapToLong(i -> 1000L * i).toArray(), values);
    }

    /** Norms of about 40 with a spike at each of the given seconds. */
    private static TimeSeries norms(int... spikes) {
        double[] values = IntStream.range(0, SECONDS)
                .mapToDouble(i -> 40 + 2 * Math.sin(i * 1.7))
                .toArray();
        for (int spike : spikes) {
            values[spike] *= 2;
        }
        return everySecond(values);
    }

    /** Flags with a collapse of five seconds from each of the given seconds on. */
    private static TimeSeries flags(int... onsets) {
        double[] values = new double[SECONDS];
        for (int onset : onsets) {
            Arrays.fill(values, onset, onset + 5, 1);
        }
        return everySecond(values);
    }

    private static TimeSeries blind() {
        double[] values = new double[SECONDS];
        Arrays.fill(values, Double.NaN);
        return everySecond(values);
    }

    private static Run run(String id, TimeSeries norms, Map<String, TimeSeries> devices) {
        return new Run(id, norms, new TreeMap<>(devices));
    }

    @Test
    void leavesABlindDeviceOutAndNamesIt() {
        Analysis with =
                ANALYZER.analyze(List.of(run("r", norms(100, 300), Map.of("cpu", blind(), "gpu0", flags(108)))));
        Analysis without = ANALYZER.analyze(List.of(run("r", norms(100, 300), Map.of("gpu0", flags(108)))));

        RunEvents events = with.runs().get(0);
        assertThat(events.blindDevices()).containsExactly("cpu");
        assertThat(events.collapses()).containsOnlyKeys("gpu0");
        assertThat(with.verdict()).isEqualTo(without.verdict());
    }

    @Test
    void saysThatCollapsesAreNotObservableWhereEveryDeviceIsBlind() {
        Analysis analysis = ANALYZER.analyze(List.of(run("r", norms(100), Map.of("cpu", blind(), "gpu0", blind()))));

        Verdict.NotEstimable verdict = (Verdict.NotEstimable) analysis.verdict();
        assertThat(verdict.reasons()).containsExactly(Reason.COLLAPSES_NOT_OBSERVABLE);
        assertThat(verdict.collapseRateUpper95PerHour()).isEmpty();
        assertThat(analysis.runs().get(0).blindDevices()).containsExactly("cpu", "gpu0");
        assertThat(analysis.totalMillis()).isEqualTo(599_001);
    }

    @Test
    void aBlindRunWithoutOverlapHasBothReasons() {
        TimeSeries later = TimeSeries.of(new long[] {10_000_000, 10_001_000}, new double[] {Double.NaN, Double.NaN});

        Analysis analysis = ANALYZER.analyze(List.of(run("r", norms(100), Map.of("gpu0", later))));

        assertThat(((Verdict.NotEstimable) analysis.verdict()).reasons())
                .containsExactly(Reason.COLLAPSES_NOT_OBSERVABLE, Reason.NO_OVERLAP);
        assertThat(analysis.forward()).isEmpty();
        assertThat(analysis.qualifiers()).isEmpty();
    }

    @Test
    void leavesARunOutWhoseDevicesAreAllBlindWhileOthersSee() {
        Analysis analysis = ANALYZER.analyze(List.of(
                run("dark", norms(100), Map.of("gpu0", blind())), run("seen", norms(100), Map.of("gpu0", flags(108)))));

        assertThat(analysis.runsLeftOut()).containsExactly("dark");
        assertThat(analysis.runs()).extracting(RunEvents::id).containsExactly("seen");
        assertThat(analysis.totalMillis()).isEqualTo(599_001);
    }

    @Test
    void boundsNothingWhereMostCollapsesAreMissed() {
        CorrelationConfig missing = CorrelationConfig.DEFAULTS.withoutBounds();
        Run none = run("r", norms(100, 300), Map.of("gpu0", flags()));
        Run some = run("r", norms(100, 300, 450), Map.of("gpu0", flags(200, 400)));

        Verdict.NotEstimable bounded =
                (Verdict.NotEstimable) ANALYZER.analyze(List.of(none)).verdict();
        Verdict.NotEstimable unbounded = (Verdict.NotEstimable)
                new Analyzer(missing).analyze(List.of(none)).verdict();
        Analysis tested = new Analyzer(missing).analyze(List.of(some));

        assertThat(bounded.collapseRateUpper95PerHour()).isPresent();
        assertThat(unbounded.collapseRateUpper95PerHour()).isEmpty();
        assertThat(unbounded.reasons()).isEqualTo(bounded.reasons());
        assertThat(unbounded.plan().orElseThrow().rates().collapses().origin()).isEqualTo(PlanRates.Origin.ASSUMED);
        assertThat(ANALYZER.analyze(List.of(some))
                        .forward()
                        .orElseThrow()
                        .coincidence()
                        .statistics()
                        .orElseThrow()
                        .rateRatio()
                        .upper())
                .isPresent();
        assertThat(tested.forward()
                        .orElseThrow()
                        .coincidence()
                        .statistics()
                        .orElseThrow()
                        .rateRatio()
                        .upper())
                .isEmpty();
        assertThat(tested.forward()
                        .orElseThrow()
                        .coincidence()
                        .statistics()
                        .orElseThrow()
                        .detectableRateRatio())
                .isEmpty();
    }

    @Test
    void movesOnsetsBackByTheLatencyForTheTestButNotInTheList() {
        CorrelationConfig late = new CorrelationConfig(
                DetectorConfig.DEFAULTS,
                new EventConfig(5000, 10_000, 7000, EventConfig.DEFAULTS.gaps()),
                CoincidenceConfig.DEFAULTS,
                PowerConfig.DEFAULTS);
        Run run = run("r", norms(100), Map.of("gpu0", flags(106)));

        Analysis analysis = new Analyzer(late).analyze(List.of(run));

        assertThat(requireNonNull(analysis.runs().get(0).collapses().get("gpu0"))
                        .get(0)
                        .onsetMillis())
                .isEqualTo(106_000);
        assertThat(analysis.sync().orElseThrow().counts().coincidences()).isOne();
        assertThat(analysis.forward().orElseThrow().coincidence().counts().coincidences())
                .isZero();
        assertThat(ANALYZER.analyze(List.of(run))
                        .forward()
                        .orElseThrow()
                        .coincidence()
                        .counts()
                        .coincidences())
                .isOne();
    }

    @Test
    void countsEventsWhileNotBothSidesWereWatched() {
        double[] shortFlags = Arrays.copyOf(flags(108).values(), 200);
        Run run = run("r", norms(100, 300, 400), Map.of("gpu0", everySecond(shortFlags), "gpu1", flags(500)));

        RunEvents events = ANALYZER.analyze(List.of(run)).runs().get(0);

        assertThat(events.spikes()).hasSize(3);
        assertThat(events.spikesOutsideCoverage()).isEqualTo(2);
        assertThat(events.collapsesOutsideCoverage(0)).isEqualTo(1);
        assertThat(events.collapsesOutsideCoverage(110_000)).isEqualTo(2);
    }

    @Test
    void oneMillisecondOfGuardIsTheLongestMedianIntervalOfADevice() {
        double[] slow = new double[SECONDS / 2];
        TimeSeries everyTwoSeconds = TimeSeries.of(
                IntStream.range(0, slow.length).mapToLong(i -> 2000L * i).toArray(), slow);

        Analysis analysis =
                ANALYZER.analyze(List.of(run("r", norms(), Map.of("gpu0", flags(100), "gpu1", everyTwoSeconds))));

        assertThat(analysis.guardMillis()).isEqualTo(2000);
    }

    @Test
    void asksForNoTimeWhereMoreTimeCannotHelp() {
        int[] ends = {599};
        Run run = run("r", norms(ends), Map.of("gpu0", flags(100, 300)));

        Verdict verdict = ANALYZER.analyze(List.of(run)).verdict();

        assertThat(verdict).isEqualTo(new Verdict.InconclusiveTooShort(OptionalLong.empty()));
        assertThat(verdict.code()).isEqualTo(Verdict.Code.INCONCLUSIVE_TOO_SHORT);
    }

    @Test
    void aVerdictWithoutReasonsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict.NotEstimable(new TreeSet<>(), Optional.empty(), OptionalDouble.empty()))
                .withMessage("reasons must not be empty, got []");
    }

    @Test
    void refusesToAddUpCollapsesOfDifferentKinds() {
        TimeSeries norms = TimeSeries.of(new long[] {0, 1000}, new double[] {1, 2});
        Run recorded = new Run("a", norms, new TreeMap<>());
        Run inferred = new Run("b", norms, new TreeMap<>(), CollapseKind.INFERRED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Analyzer(CorrelationConfig.DEFAULTS).analyze(List.of(recorded, inferred)))
                .withMessage("runs must have collapses of one kind, got [recorded, inferred]");
    }
}
