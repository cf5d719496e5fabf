package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.FoundSpikes;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.SlowSteps;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ClearConditions;
import org.thermograd.testing.ManualClock;

/** What an exporter keeps of steps as they come is what the analysis of files finds in all of them. */
class StepMarksTest {
    private static final RunId RUN = new RunId("marked");
    private static final PauseRule RULE = PauseRule.DEFAULTS;

    /** Says of some stretches that a driver reported throttling in them. */
    private static final class Throttling extends ClearConditions {
        private final List<Segment> stretches;

        Throttling(List<Segment> stretches) {
            this.stretches = stretches;
        }

        @Override
        public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
            return stretches.stream().anyMatch(one -> one.startMillis() < toMillis && one.endMillis() > fromMillis);
        }
    }

    private final List<Long> millis = new ArrayList<>();
    private final List<Double> norms = new ArrayList<>();
    private long now = 1_000_000;

    private void step(long length, double norm) {
        now += length;
        millis.add(now);
        norms.add(norm);
    }

    /** Steps of 0.4 s for half an hour with stops, slow phases, spikes, and two changes of level. */
    private void make(SplittableRandom random) {
        double level = 10;
        for (int i = 0; i < 4500; i++) {
            long length = random.nextLong(380, 420);
            if (i % 400 == 200) {
                length = random.nextLong(15_000, 20_000);
            } else if (i % 400 == 201 || i % 900 > 890) {
                length = 1500;
            } else if (i % 50 == 7) {
                length = 0;
            }
            if (i == 1500 || i == 3000) {
                level *= 8;
            }
            boolean spike = random.nextInt(150) == 0 || i % 400 == 200;
            double norm = i % 333 == 5 ? Double.NaN : level * (spike ? 6 : 1) * Math.exp(0.05 * random.nextDouble());
            step(length, norm);
        }
    }

    private StepMarks push(ConditionSource conditions, SplittableRandom random) throws TooManyRunsException {
        StepIngestor ingestor = new StepIngestor(
                IngestConfig.withDefaults(), new ManualClock(Instant.EPOCH), StepListener.NONE, conditions);
        for (int from = 0; from < norms.size(); ) {
            int to = Math.min(norms.size(), from + 1 + random.nextInt(40));
            List<TrainingStep> steps = new ArrayList<>();
            for (int i = from; i < to; i++) {
                steps.add(new TrainingStep(
                        i,
                        OptionalLong.of(millis.get(i)),
                        OptionalDouble.of(norms.get(i)),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
            }
            ingestor.push(RUN, TrainingPush.of(steps));
            from = to;
            if (random.nextInt(20) == 0) {
                byte[] state = ingestor.write().get(RUN);
                ingestor = new StepIngestor(
                        IngestConfig.withDefaults(), new ManualClock(Instant.EPOCH), StepListener.NONE, conditions);
                ingestor.restore(RUN, requireNonNull(state));
            }
        }
        return ingestor.snapshot().runs().get(0).marks();
    }

    private TimeSeries series() {
        return TimeSeries.of(
                millis.stream().mapToLong(Long::longValue).toArray(),
                norms.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Long> ascending(Collection<Long> times) {
        return times.stream().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areWhatFilesTell(long seed) throws TooManyRunsException {
        SplittableRandom random = new SplittableRandom(seed);
        make(random);
        List<Segment> throttled = List.of(new Segment(millis.get(1000) - 3000, millis.get(1000) + 1));
        TimeSeries series = series();

        StepMarks marks = push(new Throttling(throttled), random);

        StepPace files = StepPace.of(series, throttled, RULE);
        List<SlowSteps> slow = marks.slowSteps().values().stream()
                .sorted((a, b) -> Long.compare(a.time().startMillis(), b.time().startMillis()))
                .toList();
        assertThat(marks.slowRuns()).isGreaterThan(10).isLessThanOrEqualTo(16);
        assertThat(StepPace.of(files.medianMillis(), slow, RULE)).isEqualTo(files);
        assertThat(files.stops()).hasSize(10);

        FoundSpikes found =
                FoundSpikes.of("run", series, LogHampel.withDefaults().flag(series.values()), EventConfig.DEFAULTS);
        assertThat(found.steps().shifts()).hasSize(2);
        assertThat(ascending(marks.levelShiftMillis().values()))
                .isEqualTo(
                        found.steps().shifts().stream().map(Event::onsetMillis).toList());
        assertThat(marks.levelShifts()).isEqualTo(2);
        assertThat(marks.medianMillis().orElseThrow()).isBetween(390.0, 410.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aSpikeBeginsAtTheStepBeforeItsFirst(long seed) throws TooManyRunsException {
        SplittableRandom random = new SplittableRandom(seed);
        make(random);
        TimeSeries series = series();

        StepMarks marks = push(ConditionSource.UNKNOWN, random);

        double median = StepPace.medianStepMillis(series);
        List<Event> events = SpikeEvents.find(
                "run", LogHampel.ID, series, LogHampel.withDefaults().flag(series.values())::flagged, 5000);
        List<Long> expected = new ArrayList<>();
        List<Long> live = new ArrayList<>();
        for (int event = Math.max(0, events.size() - Slots.SLOTS); event < events.size(); event++) {
            long onset = events.get(event).onsetMillis();
            expected.add(StepPace.startMillis(series, median, onset));
            Long before = marks.spikeStepStartMillis().get(event % Slots.SLOTS);
            live.add(StepPace.startMillis(OptionalLong.of(requireNonNull(before)), median, onset));
        }
        assertThat(expected).hasSize(Slots.SLOTS);
        assertThat(live).isEqualTo(expected);
    }

    @Test
    void aRestartEndsWhatIsBefore() {
        StepMarker marker = new StepMarker(IngestConfig.withDefaults());
        for (int i = 0; i < 20; i++) {
            marker.follow(1000L * i, List.of(), ConditionSource.UNKNOWN);
        }
        marker.restart(100_000, List.of(), ConditionSource.UNKNOWN);
        marker.follow(100_000, List.of(), ConditionSource.UNKNOWN);
        marker.spikeStarts();

        StepMarks marks = marker.view();
        assertThat(marks.restartMillis()).containsExactly(entry(0, 100_000L));
        assertThat(marks.restarts()).isOne();
        assertThat(marks.slowSteps().values()).containsExactly(new SlowSteps(new Segment(19_000, 100_000), 81_000, 1));
        assertThat(marks.medianMillis()).as("of this stretch").isEmpty();
        assertThat(marks.spikeStepStartMillis()).as("nothing is before it").isEmpty();
    }

    @Test
    void slowStepsAfterOneAnotherAreOneRunThatGrows() {
        StepMarker marker = new StepMarker(IngestConfig.withDefaults());
        long[] lengths = {1000, 1000, 1000, 2000, 2001, 5000, 1000, 9000};
        long now = 0;
        marker.follow(now, List.of(), ConditionSource.UNKNOWN);
        for (long length : lengths) {
            now += length;
            marker.follow(now, List.of(), ConditionSource.UNKNOWN);
        }

        assertThat(marker.view().slowSteps().values())
                .containsExactly(
                        new SlowSteps(new Segment(5000, 12_001), 5000, 2),
                        new SlowSteps(new Segment(13_001, 22_001), 9000, 1));
        assertThat(marker.view().slowRuns()).isEqualTo(2);
    }

    @Test
    void theRunningMedianIsThatOfTheLastThousand() {
        RunningMedian median = new RunningMedian();
        SplittableRandom random = new SplittableRandom(1);
        List<Long> all = new ArrayList<>();
        assertThat(median.millis()).isEmpty();
        for (int i = 0; i < 5000; i++) {
            long length = random.nextInt(i < 2500 ? 20 : 20_000);
            all.add(length);
            median.add(length);
            double[] last = all.subList(Math.max(0, all.size() - RunningMedian.VALUES), all.size()).stream()
                    .mapToDouble(Long::doubleValue)
                    .sorted()
                    .toArray();
            int n = last.length;
            double expected = (last[(n - 1) / 2] + last[n / 2]) / 2;
            double asked = random.nextInt(2 + (int) (2 * expected));
            assertThat(median.isBelow(asked)).as("below %s", asked).isEqualTo(expected < asked);
            if (random.nextInt(100) == 0) {
                assertThat(median.millis()).hasValue(expected);
            }
        }
    }
}
