package org.thermograd.domain.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.CostAnalyzer;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.DeviceFlags;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.HostConditions;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.LiveCosts;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.StepBuilder;

/** What the live side finds of a session, beside what the analysis of a recording finds in the same one. */
class LiveCostTest {
    private static final RunId RUN = new RunId("run");
    private static final long START = 1_800_000_000_000L;
    private static final List<String> GIVEN = List.of("hw_thermal", "sw_thermal", "sw_power_cap");

    /** A session that is played to the live side and kept for the analysis. */
    private static final class Played implements CollapseListener {
        private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));
        private final HostConditions conditions;
        private final CollapseMonitor monitor;
        private final StepIngestor ingestor;
        private final List<Long> steps = new ArrayList<>();
        private final SortedMap<String, SortedMap<String, SortedMap<Long, Double>>> flags = new TreeMap<>();
        private final SortedMap<String, List<Segment>> confirmed = new TreeMap<>();
        private long number;

        Played() {
            CollapseConfig config = CollapseConfig.of(Duration.ofSeconds(1));
            conditions = new HostConditions(config);
            monitor = new CollapseMonitor(config, List.of(conditions, this));
            ingestor = new StepIngestor(IngestConfig.withDefaults(), clock, StepListener.NONE, conditions);
        }

        /** Samples each second, and steps as long as a function of the time since the start says. */
        Played play(long seconds, BiFunction<String, Long, Set<String>> reasons, LongToDoubleFunction millis)
                throws TooManyRunsException {
            double next = 0;
            for (long second = 0; second < seconds; second++) {
                clock.set(Instant.ofEpochMilli(START + 1000 * second));
                sample(second, reasons);
                while (next < 1000 * (second + 1)) {
                    step(START + Math.round(next), ++number);
                    next += millis.applyAsDouble(Math.round(next));
                }
            }
            return this;
        }

        private void sample(long second, BiFunction<String, Long, Set<String>> reasons) {
            Instant now = clock.instant();
            List<SensorReading> readings = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Device device = Device.gpu(i);
                Set<String> up = reasons.apply(device.name(), second);
                if (up.contains("none of this device")) {
                    continue;
                }
                if (up.contains("recorded") || up.contains("not recorded")) {
                    boolean flag = up.contains("recorded");
                    monitor.onRecordedFlag(
                            device,
                            now,
                            flag ? CollapseMonitor.RecordedFlag.COLLAPSE : CollapseMonitor.RecordedFlag.CLEAR);
                    keep(device.name(), "recorded", now.toEpochMilli(), flag);
                    continue;
                }
                for (String reason : GIVEN) {
                    readings.add(new SensorReading(
                            Sensor.of(device, Quantity.GPU_THROTTLE_ACTIVE, reason), up.contains(reason) ? 1 : 0, now));
                    keep(device.name(), reason, now.toEpochMilli(), up.contains(reason));
                }
            }
            monitor.onSnapshot(new HardwareSnapshot(now, List.of(new ProbeReadings(List.of(), readings)), List.of()));
        }

        private void keep(String device, String reason, long millis, boolean up) {
            flags.computeIfAbsent(device, any -> new TreeMap<>())
                    .computeIfAbsent(reason, any -> new TreeMap<>())
                    .put(millis, up ? 1.0 : 0.0);
        }

        @Override
        public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
            if (reason.kind() == CollapseKind.CONFIRMED) {
                confirmed
                        .computeIfAbsent(device.name(), any -> new ArrayList<>())
                        .add(new Segment(onsetMillis, endMillis + 1));
            }
        }

        private void step(long millis, long number) throws TooManyRunsException {
            steps.add(millis);
            ingestor.push(
                    RUN,
                    TrainingPush.of(
                            List.of(StepBuilder.aStep(number, millis / 1000.0).build())));
        }

        /** Goes on from a checkpoint: what comes is another stretch. */
        void restart() {
            number = 0;
            steps.clear();
        }

        LiveCosts live() {
            ingestor.finish(RUN);
            return ingestor.snapshot().runs().get(0).costs();
        }

        DeviceFlags recorded() {
            SortedMap<String, SortedMap<String, TimeSeries>> all = new TreeMap<>();
            flags.forEach((device, reasons) -> {
                SortedMap<String, TimeSeries> own = new TreeMap<>();
                reasons.forEach((reason, samples) -> {
                    if (reason.equals("recorded")
                            || flags.values().stream()
                                    .anyMatch(one -> everUp(one.getOrDefault(reason, new TreeMap<>())))) {
                        own.put(reason, series(samples));
                    }
                    if (!reason.equals("recorded")) {
                        SortedMap<Long, Double> collapsed = new TreeMap<>();
                        samples.keySet()
                                .forEach(millis -> collapsed.put(millis, isConfirmed(device, millis) ? 1.0 : 0));
                        own.put("confirmed", series(collapsed));
                    }
                });
                all.put(device, own);
            });
            return new DeviceFlags(all);
        }

        private static boolean everUp(SortedMap<Long, Double> samples) {
            return samples.values().stream().anyMatch(value -> value > 0);
        }

        private boolean isConfirmed(String device, long millis) {
            return confirmed.getOrDefault(device, List.of()).stream().anyMatch(one -> one.contains(millis));
        }

        private static TimeSeries series(SortedMap<Long, Double> samples) {
            return TimeSeries.of(
                    samples.keySet().stream().mapToLong(Long::longValue).toArray(),
                    samples.values().stream().mapToDouble(Double::doubleValue).toArray());
        }

        TimeSeries steps() {
            return TimeSeries.of(steps.stream().mapToLong(Long::longValue).toArray(), new double[steps.size()]);
        }

        Coverage watched() {
            return recorded()
                    .watched(GapRule.DEFAULTS)
                    .orElseThrow()
                    .intersect(Coverage.of(steps(), GapRule.DEFAULTS))
                    .withoutInstants();
        }

        /** What the analysis finds, with clusters by their start. */
        Map<EpisodeKind, List<ClusterSlowdown>> clusters(long earlierMillis) {
            Map<EpisodeKind, List<Segment>> kinds = recorded().episodes(GapRule.DEFAULTS);
            Episodes any = Episodes.of(
                            kinds.values().stream().flatMap(List::stream).toList())
                    .earlier(earlierMillis);
            StepTimes times = StepTimes.of(steps(), watched());
            Map<EpisodeKind, List<ClusterSlowdown>> found = new java.util.LinkedHashMap<>();
            kinds.forEach((kind, up) -> {
                Episodes own = Episodes.of(up).earlier(earlierMillis);
                found.put(kind, ClusterSlowdown.of(times, StepSides.of(times, own, any, 1000), own.clusters()));
            });
            return found;
        }

        RunCost analyzed() {
            return new CostAnalyzer(new CostConfig(1000, Set.of()))
                    .analyze(
                            "run",
                            steps(),
                            watched(),
                            recorded().episodes(GapRule.DEFAULTS),
                            CostAnalyzer.Signals.NONE);
        }
    }

    private static void assertSame(Played played) {
        LiveCosts live = played.live();
        RunCost cost = played.analyzed();
        Map<EpisodeKind, List<ClusterSlowdown>> expected = played.clusters(0);

        assertThat(live.kinds().keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((kind, clusters) -> {
            LiveCosts.Kind found = Optional.ofNullable(live.kinds().get(kind)).orElseThrow();
            assertSame(kind.toString(), found.clusters(), clusters);
        });
        assertThat(live.watchedSeconds()).isEqualTo(cost.watchedSeconds());
        for (EpisodeCost episodes : cost.episodes()) {
            LiveCosts.Kind found =
                    Optional.ofNullable(live.kinds().get(episodes.kind())).orElseThrow();
            assertThat(found.episodes()).as("%s", episodes.kind()).isEqualTo(episodes.episodes());
            assertThat(found.throttledSeconds())
                    .as("%s", episodes.kind())
                    .isCloseTo(episodes.insideTotalSeconds(), within(1e-9));
            assertThat(found.lostSeconds())
                    .as("%s", episodes.kind())
                    .isGreaterThanOrEqualTo(
                            episodes.lost().map(EpisodeCost.LostTime::seconds).orElse(0.0) - 1e-9);
        }
    }

    private static void assertSame(String kind, LiveCosts.Clusters live, List<ClusterSlowdown> expected) {
        assertThat(live.count()).as(kind).isEqualTo(expected.size());
        for (int i = Math.max(0, expected.size() - LiveCosts.Clusters.SLOTS); i < expected.size(); i++) {
            assertThat(live.slots().get(i % LiveCosts.Clusters.SLOTS))
                    .as("%s, cluster %d", kind, i)
                    .isEqualTo(new LiveCosts.Cluster(
                            expected.get(i).cluster(), expected.get(i).slowdown()));
        }
    }

    private static boolean lies(long second, long every, long from, long length) {
        long at = second % every;
        return at >= from && at < from + length;
    }

    /** Two devices with three reasons of their drivers, some at the same time, short ones, and pairs less than 30 s apart. */
    private static Set<String> reasons(String device, long second) {
        Set<String> up = new TreeSet<>();
        boolean first = device.equals("gpu0");
        if (lies(second, 300, first ? 120 : 130, 20) || (first && lies(second, 900, 160, 12))) {
            up.add("sw_thermal");
        }
        if (lies(second, 700, 50, 2) || (!first && lies(second, 1100, 400, 90))) {
            up.add("hw_thermal");
        }
        if (first && lies(second, 450, 250, 31)) {
            up.add("sw_power_cap");
        }
        return up;
    }

    @Test
    void prices() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        3600,
                        LiveCostTest::reasons,
                        at -> 700 + at / 30_000.0 + (reasons("gpu0", at / 1000).isEmpty() ? 0 : 200) + at % 7);

        assertSame(played);
        assertThat(played.clusters(0).values()).anyMatch(clusters -> clusters.size() > 10);
        assertThat(played.clusters(0)).hasSizeGreaterThan(10);
        assertThat(played.analyzed().episodes()).anyMatch(cost -> cost.lost().isPresent());
    }

    @Test
    void leavesOutTheMinuteAfterAStallAndAGapOfSteps() throws TooManyRunsException {
        assertSame(new Played().play(3600, LiveCostTest::reasons, at -> {
            long second = at / 1000;
            return lies(second, 500, 100, 1) ? 25_000 : lies(second, 1300, 700, 1) ? 4_700 : 450 + at % 11;
        }));
    }

    @Test
    void countsAGapOfSamplesAsNotWatched() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        3000,
                        (device, second) ->
                                lies(second, 1000, 760, 20) ? Set.of("none of this device") : reasons(device, second),
                        at -> 450 + at % 13);

        assertThat(played.watched().segments()).hasSize(4);
        assertSame(played);
    }

    /** One of two devices is always throttled, so that all of them together are throttled once. */
    @Test
    void countsAnEpisodeOnceThatGoesOnFromDeviceToDevice() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        3600,
                        (device, second) -> second >= 100
                                        && second < 3590
                                        && lies(second + (device.equals("gpu0") ? 0 : 20), 40, 0, 22)
                                ? Set.of("sw_thermal")
                                : Set.of(),
                        at -> 600 + at % 7);
        LiveCosts live = played.live();

        assertThat(of(live, new EpisodeKind(EpisodeKind.ALL, "sw_thermal")).episodes())
                .isEqualTo(1);
        for (EpisodeCost cost : played.analyzed().episodes()) {
            assertThat(of(live, cost.kind()).episodes()).as("%s", cost.kind()).isEqualTo(cost.episodes());
        }
    }

    @Test
    void goesOnWithoutADeviceThatIsGone() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        2400,
                        (device, second) -> device.equals("gpu1") && second >= 600
                                ? Set.of("none of this device")
                                : reasons(device, second),
                        at -> 600 + at % 7);
        LiveCosts live = played.live();

        assertThat(live.watchedSeconds()).isGreaterThan(2390);
        assertThat(of(live, new EpisodeKind("gpu0", "sw_thermal")).episodes()).isEqualTo(11);
        assertThat(of(live, new EpisodeKind("gpu1", "sw_thermal")).episodes()).isEqualTo(2);
    }

    @Test
    void beginsAnewAtARestart() throws TooManyRunsException {
        Played played = new Played();
        played.play(1500, LiveCostTest::reasons, at -> 600 + at % 7);
        LiveCosts before = played.ingestor.snapshot().runs().get(0).costs();
        played.restart();
        Played whole = played;
        BiFunction<String, Long, Set<String>> none = (device, second) -> Set.of();
        long from = played.clock.millis() + 1000;
        for (long second = 0; second < 300; second++) {
            played.clock.set(Instant.ofEpochMilli(from + 1000 * second));
            played.sample(second, none);
            played.step(from + 1000 * second, second + 1);
        }
        LiveCosts after = whole.live();

        assertThat(Stream.of(before, after)
                        .map(LiveCosts::kinds)
                        .map(Map::keySet)
                        .distinct())
                .hasSize(1);
        EpisodeKind kind = new EpisodeKind("gpu0", "sw_thermal");
        assertThat(of(after, kind).episodes()).as("no episode is counted twice").isEqualTo(7);
        assertThat(after.watchedSeconds()).isGreaterThan(before.watchedSeconds() + 299);
    }

    @Test
    void triesFlagsOfUnknownLatencyEarlier() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        3600,
                        (device, second) -> Set.of(lies(second, 240, 100, 15) ? "recorded" : "not recorded"),
                        at -> 500 + (lies(at / 1000, 240, 95, 15) ? 150 : 0) + at % 7);

        assertSame(played);
        LiveCosts live = played.live();
        for (long earlier : ClusterRules.LATENCY_TRIALS_MILLIS) {
            played.clusters(earlier)
                    .forEach((kind, clusters) -> assertSame(
                            kind + " " + earlier,
                            Optional.ofNullable(of(live, kind).earlier().get(earlier))
                                    .orElseThrow(),
                            clusters));
        }
        assertThat(live.kinds()).containsOnlyKeys(kinds("gpu0", "gpu1", EpisodeKind.ALL));
    }

    private static LiveCosts.Kind of(LiveCosts live, EpisodeKind kind) {
        return Optional.ofNullable(live.kinds().get(kind)).orElseThrow();
    }

    private static EpisodeKind[] kinds(String... devices) {
        return Stream.of(devices)
                .map(device -> new EpisodeKind(device, "recorded"))
                .toArray(EpisodeKind[]::new);
    }

    @Test
    void claimsNoLostTimeOfFewClusters() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        1300,
                        (device, second) -> lies(second, 300, 200, 20) ? Set.of("sw_thermal") : Set.of(),
                        at -> lies(at / 1000, 300, 200, 20) ? 900 : 600);

        assertSame(played);
        LiveCosts.Kind kind = of(played.live(), new EpisodeKind("gpu0", "sw_thermal"));
        assertThat(kind.clusters().count()).isEqualTo(4);
        assertThat(kind.lostSeconds()).isZero();
        assertThat(kind.throttledSeconds()).isEqualTo(80);
    }

    /** Twenty steps a second: several count as one. */
    @Test
    void keepsLittleOfFastSteps() throws TooManyRunsException {
        Played played = new Played()
                .play(
                        3600,
                        LiveCostTest::reasons,
                        at -> reasons("gpu0", at / 1000).isEmpty() ? 50 : 60);
        LiveCosts live = played.live();

        for (EpisodeCost cost : played.analyzed().episodes()) {
            LiveCosts.Clusters found = of(live, cost.kind()).clusters();
            assertThat(found.count()).as("%s", cost.kind()).isEqualTo((long)
                    cost.slowdown().map(Slowdown::clusters).orElse(0));
            if (cost.kind().reason().equals("sw_thermal")
                    && cost.kind().device().equals("gpu0")) {
                assertThat(found.slots().values())
                        .allSatisfy(cluster -> assertThat(cluster.slowdown()).isCloseTo(1.2, within(0.05)));
            }
        }
    }
}
