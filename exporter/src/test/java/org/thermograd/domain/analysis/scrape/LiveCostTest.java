package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.series.TimeSeries;

/** An hour of scrapes each minute of an exporter that priced a cluster every 5 minutes. */
class LiveCostTest {
    private static final int SCRAPES = 61;
    private static final double[] SLOWDOWNS = {1.2, 1.3, 1.25, 1.22, 1.28, 1.24, 1.26, 1.21, 1.29, 1.25, 1.27};
    private static final EpisodeKind KIND = new EpisodeKind("gpu0", "sw_thermal");

    private static TimeSeries series(int from, IntToDoubleFunction value) {
        long[] times = new long[SCRAPES - from];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 60_000L * (from + i);
            values[i] = value.applyAsDouble(from + i);
        }
        return TimeSeries.of(times, values);
    }

    /** Clusters at 4, 9, 14 ... minutes are there three minutes later. */
    private static ScrapedClusters clusters(int lostAtMinute, double factor) {
        Map<String, TimeSeries> starts = new TreeMap<>();
        Map<String, TimeSeries> ratios = new TreeMap<>();
        for (int i = 0; i < SLOWDOWNS.length; i++) {
            double start = 240 + 300 * i;
            double slowdown = SLOWDOWNS[i] * factor;
            String slot = String.format(Locale.ROOT, "%02d", i);
            starts.put(slot, series(7 + 5 * i, minute -> start));
            ratios.put(slot, series(7 + 5 * i, minute -> slowdown));
        }
        return ScrapedClusters.of(
                series(0, minute -> Math.min(SLOWDOWNS.length, (minute - 2) / 5) + (minute >= lostAtMinute ? 3 : 0)),
                starts,
                ratios);
    }

    private static ScrapedCost cost(ScrapedCost.Kind kind) {
        return new ScrapedCost(series(0, minute -> 59.5 * minute), Map.of(KIND, kind));
    }

    private static ScrapedCost.Kind kind(ScrapedClusters clusters, double throttledPerMinute) {
        return new ScrapedCost.Kind(
                series(0, minute -> Math.floorDiv(minute, 5)),
                series(0, minute -> throttledPerMinute * minute),
                clusters,
                new TreeMap<>());
    }

    private static TrainingHistory history(double... step) {
        return history(Map.of(), step);
    }

    private static TrainingHistory history(Map<SlotSeries, Map<String, TimeSeries>> slots, double... step) {
        Map<RunSeries, TimeSeries> series = new EnumMap<>(RunSeries.class);
        series.put(RunSeries.STEPS, series(0, minute -> 60 * minute));
        series.put(RunSeries.START_SECONDS, series(0, minute -> 0));
        series.put(RunSeries.LAST_PUSH_SECONDS, series(0, minute -> 60 * minute));
        series.put(
                RunSeries.STEP,
                step.length == 0 ? series(0, minute -> 60 * minute) : series(0, minute -> step[minute]));
        return TrainingHistory.of(new ScrapedRun("run", series, slots), 0, EventConfig.DEFAULTS, "log_hampel");
    }

    @Test
    void takesTheClustersOfTheRangeAndWhatCountersRoseBy() {
        LiveCost live = new LiveCost(history(), cost(kind(clusters(1000, 1), 4)), 0);
        RunCost run = live.costs().get(0);
        EpisodeCost found = run.episodes().get(0);

        assertThat(live.missing()).isZero();
        assertThat(run.watchedSeconds()).isCloseTo(59.5 * 60, within(1e-9));
        assertThat(run.used()).isEmpty();
        assertThat(found.slowdown()).isEqualTo(Slowdown.of(SLOWDOWNS));
        assertThat(found.method()).isEqualTo(Method.MATCHED);
        assertThat(found.episodes()).isEqualTo(12);
        assertThat(found.insideTotalSeconds()).isCloseTo(240, within(1e-9));
        assertThat(found.lost().orElseThrow().seconds())
                .isCloseTo(240 * (1 - 1 / found.slowdown().orElseThrow().ratio()), within(1e-9));
    }

    @Test
    void countsClustersThatCameAndWentBetweenTwoScrapes() {
        assertThat(new LiveCost(history(), cost(kind(clusters(30, 1), 4)), 0).missing())
                .isEqualTo(3);
    }

    @Test
    void leavesOutWhatBeganBeforeTheRange() {
        RunCost run = new LiveCost(history(), cost(kind(clusters(1000, 1), 4)), 1_000_000)
                .costs()
                .get(0);

        assertThat(run.episodes().get(0).slowdown())
                .isEqualTo(Slowdown.of(Arrays.copyOfRange(SLOWDOWNS, 3, SLOWDOWNS.length)));
    }

    @Test
    void raisesTheUpperEndForAFlagThatMayBeLate() {
        ScrapedCost.Kind late = new ScrapedCost.Kind(
                series(0, minute -> 1),
                series(0, minute -> minute),
                clusters(1000, 1),
                new TreeMap<>(Map.of(5_000L, clusters(1000, 1.2), 10_000L, clusters(1000, 1.1))));
        EpisodeCost found =
                new LiveCost(history(), cost(late), 0).costs().get(0).episodes().get(0);

        assertThat(found.late()).hasValueSatisfying(flag -> {
            assertThat(flag.millis()).isEqualTo(5000);
            assertThat(flag.ratio())
                    .isCloseTo(1.2 * found.slowdown().orElseThrow().ratio(), within(1e-9));
        });
    }

    @Test
    void cutsARunThatRestarted() {
        double[] step = new double[SCRAPES];
        for (int i = 0; i < SCRAPES; i++) {
            step[i] = i < 30 ? 60 * i : 60 * (i - 30);
        }
        List<RunCost> runs = new LiveCost(history(step), cost(kind(clusters(1000, 1), 4)), 0).costs();

        assertThat(runs).extracting(RunCost::run).containsExactly("run", "run/restart-1");
        assertThat(runs.get(0).episodes().get(0).slowdown()).isEqualTo(Slowdown.of(Arrays.copyOf(SLOWDOWNS, 6)));
        assertThat(runs.get(1).episodes().get(0).slowdown())
                .isEqualTo(Slowdown.of(Arrays.copyOfRange(SLOWDOWNS, 6, SLOWDOWNS.length)));
        assertThat(runs.get(0).watchedSeconds()).isCloseTo(30 * 59.5, within(1e-9));
        assertThat(runs.get(1).watchedSeconds()).isCloseTo(30 * 59.5, within(1e-9));
    }

    /** At 30.5 minutes, which the scrape at 32 minutes shows first: what was open was counted when the exporter knew. */
    @Test
    void cutsARunWhereItsExporterSawItRestart() {
        TrainingHistory history =
                history(Map.of(SlotSeries.RESTART, Map.of("00", series(32, minute -> 30.5 * 60))), new double[0]);
        List<RunCost> runs = new LiveCost(history, cost(kind(clusters(1000, 1), 4)), 0).costs();

        assertThat(runs).extracting(RunCost::run).containsExactly("run", "run/restart-1");
        assertThat(runs.get(0).watchedSeconds()).isCloseTo(32 * 59.5, within(1e-9));
        assertThat(runs.get(1).watchedSeconds()).isCloseTo(28 * 59.5, within(1e-9));
        assertThat(runs.get(0).episodes().get(0).insideTotalSeconds()).isCloseTo(32 * 4, within(1e-9));
        assertThat(runs.get(1).episodes().get(0).slowdown())
                .as("clusters by their start")
                .isEqualTo(Slowdown.of(Arrays.copyOfRange(SLOWDOWNS, 6, SLOWDOWNS.length)));
    }

    @Test
    void countsClustersWhoseSlowdownWasNotSeen() {
        ScrapedClusters clusters = ScrapedClusters.of(
                series(0, minute -> Math.floorDiv(minute, 20)),
                Map.of(
                        "00", series(20, minute -> 1000),
                        "01", series(40, minute -> 2000),
                        "02", series(60, minute -> 3000)),
                Map.of("00", series(20, minute -> 1.5), "01", series(40, minute -> Double.NaN)));

        assertThat(new LiveCost(history(), cost(kind(clusters, 4)), 0).missing())
                .isEqualTo(2);
        assertThat(new LiveCost(history(), cost(kind(clusters, 4)), 2_500_000).missing())
                .as("those of the range")
                .isEqualTo(1);
    }

    @Test
    void tellsWhenItsExporterBeganToPrice() {
        ScrapedCost late = new ScrapedCost(series(20, minute -> 59.5 * minute), Map.of());

        assertThat(new LiveCost(history(), late, 60_000).pricedSinceMillis()).hasValue(1_200_000);
        assertThat(new LiveCost(history(), late, 0).pricedSinceMillis())
                .as("the run began in the range")
                .isEmpty();
        assertThat(new LiveCost(history(), cost(kind(clusters(1000, 1), 4)), 60_000).pricedSinceMillis())
                .as("from the first scrape on")
                .isEmpty();
    }

    @Test
    void saysThatStepsAreNotKnownWhereThereIsNoOutside() {
        RunCost run = new LiveCost(history(), cost(kind(clusters(1000, 1), 50)), 0)
                .costs()
                .get(0);

        assertThat(run.episodes().get(0).method()).isEqualTo(Method.DOSE);
        assertThat(run.dose()).contains(new DoseResponse.Refused("gpu0", DoseResponse.Reason.STEPS_NOT_KNOWN));
    }

    @Test
    void listsAllDevicesTogetherLast() {
        Map<EpisodeKind, ScrapedCost.Kind> kinds = new LinkedHashMap<>();
        for (EpisodeKind kind : List.of(
                new EpisodeKind("all", "thermal"),
                new EpisodeKind("all", "sw_thermal"),
                new EpisodeKind("gpu1", "sw_thermal"),
                new EpisodeKind("gpu0", "thermal"),
                new EpisodeKind("gpu0", "sw_thermal"))) {
            kinds.put(kind, kind(clusters(1000, 1), 4));
        }
        RunCost run = new LiveCost(history(), new ScrapedCost(series(0, minute -> 60 * minute), kinds), 0)
                .costs()
                .get(0);

        assertThat(run.episodes())
                .extracting(EpisodeCost::kind)
                .containsExactly(
                        new EpisodeKind("gpu0", "sw_thermal"),
                        new EpisodeKind("gpu0", "thermal"),
                        new EpisodeKind("gpu1", "sw_thermal"),
                        new EpisodeKind("all", "sw_thermal"),
                        new EpisodeKind("all", "thermal"));
    }
}
