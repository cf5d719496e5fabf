package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.StepBuilder.aStep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.StepBuilder;

class StepIngestorTest {
    private static final RunId RUN = new RunId("run");
    private static final double T0 = 1_000_000;

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond((long) T0));
    private final RecordingStepListener listener = new RecordingStepListener();
    private final StepIngestor ingestor =
            new StepIngestor(IngestConfig.withDefaults().withMaxRuns(3), clock, listener, ConditionSource.UNKNOWN);

    /** Returns the milliseconds of a time in seconds after {@link #T0}. */
    private static long millis(int seconds) {
        return Math.round((T0 + seconds) * 1000);
    }

    private PushResult push(RunId run, StepBuilder... steps) throws TooManyRunsException {
        return ingestor.push(
                run,
                TrainingPush.of(Arrays.stream(steps).map(StepBuilder::build).toList()));
    }

    private PushResult push(StepBuilder... steps) throws TooManyRunsException {
        return push(RUN, steps);
    }

    private RunSnapshot snapshot() {
        return snapshot(RUN).orElseThrow();
    }

    private Distribution clear() {
        return requireNonNull(snapshot().stepSeconds().get(StepCondition.CLEAR));
    }

    private Optional<RunSnapshot> snapshot(RunId run) {
        return ingestor.snapshot().runs().stream()
                .filter(one -> one.run().equals(run))
                .findFirst();
    }

    /** Returns steps of one second each with norms of about 10, the last of them at {@code T0 + to}. */
    private static StepBuilder[] calm(int from, int to) {
        List<StepBuilder> steps = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            steps.add(aStep(i, T0 + i).withGradNorm(10 + i % 3 * 0.1));
        }
        return steps.toArray(StepBuilder[]::new);
    }

    /** An hour back, after more steps than are remembered: none is lost, and soon they are looked at again. */
    @Test
    void losesNoStepOfARunWhoseClockIsSetBack() throws TooManyRunsException {
        push(calm(1, 3000));
        StepBuilder[] back = calm(3001, 3100);
        for (int i = 0; i < back.length; i++) {
            back[i] = aStep(3001 + i, T0 + i - 3600).withGradNorm(i == 99 ? 1000 : 10 + i % 3 * 0.1);
        }

        assertThat(push(back)).isEqualTo(new PushResult(100, 0, 0, 2));
        assertThat(push(back)).as("again").isEqualTo(new PushResult(0, 100, 0, 0));
        assertThat(snapshot().counts().steps()).isEqualTo(3100);
        assertThat(snapshot().counts().late()).isEqualTo(2);
        assertThat(snapshot().counts().duplicates()).isEqualTo(100);
        assertThat(snapshot().counts().spikes()).isOne();
        assertThat(snapshot().marks().restarts()).isOne();
        assertThat(snapshot().gradNormWindowMax()).hasValue(1000);
        assertThat(snapshot().step()).hasValue(3100);
    }

    /** What waited elsewhere comes late and has lower numbers, or one in between. */
    @Test
    void takesStepsThatComeLateForNoClockThatIsSetBack() throws TooManyRunsException {
        push(calm(1, 100));
        push(aStep(102, T0 + 102).withGradNorm(10));
        push(aStep(200, T0 + 50).withGradNorm(10));
        push(aStep(60, T0 + 60.5).withGradNorm(10));
        push(aStep(201, T0 + 61).withGradNorm(10), aStep(202, T0 + 62).withGradNorm(10));
        push(aStep(203, T0 + 203).withGradNorm(10));

        assertThat(snapshot().counts().late()).isEqualTo(4);
        assertThat(snapshot().marks().restarts()).isZero();
        assertThat(snapshot().step()).hasValue(203);
    }

    @Test
    void startsEveryCounterAtZero() throws TooManyRunsException {
        push();

        assertThat(snapshot().counts())
                .isEqualTo(new RunSnapshot.StepCounts(
                        0, 0, 0, 0, 0, 0, 0, Map.of(Signal.GRAD_NORM, 0L, Signal.LOSS, 0L, Signal.LEARNING_RATE, 0L)));
        assertThat(snapshot().startMillis()).isEmpty();
        assertThat(snapshot().step()).isEmpty();
        assertThat(snapshot().last()).isEmpty();
        assertThat(snapshot().gradNormThreshold()).isEmpty();
        assertThat(snapshot().gradNormWindowMax()).isEmpty();
        assertThat(snapshot().clockSkewMillis()).isEmpty();
        assertThat(snapshot().spikeOnsetMillis()).isEmpty();
        assertThat(snapshot().stepSeconds()).containsOnlyKeys(StepCondition.CLEAR);
    }

    @Test
    void countsEveryNewStepOnce() throws TooManyRunsException {
        assertThat(push(calm(1, 30))).isEqualTo(new PushResult(30, 0, 0, 0));
        assertThat(push(calm(21, 40))).isEqualTo(new PushResult(10, 10, 0, 0));

        assertThat(snapshot().counts().steps()).isEqualTo(40);
        assertThat(snapshot().counts().unexamined()).as("warm-up").isEqualTo(20);
        assertThat(snapshot().startMillis()).hasValue(millis(1));
        assertThat(snapshot().step()).hasValue(40);
        assertThat(snapshot().gradNorms().count()).isEqualTo(40);
        assertThat(listener.heard).hasSize(40);
    }

    @Test
    void findsASpikeAndItsOnset() throws TooManyRunsException {
        push(calm(1, 30));
        push(
                aStep(31, T0 + 31).withGradNorm(30),
                aStep(32, T0 + 32).withGradNorm(35),
                aStep(33, T0 + 33).withGradNorm(10),
                aStep(42, T0 + 42).withGradNorm(40));

        assertThat(snapshot().counts().spikeSteps()).isEqualTo(3);
        assertThat(snapshot().counts().spikes()).isEqualTo(2);
        assertThat(snapshot().spikeOnsetMillis()).isEqualTo(Map.of(0, millis(31), 1, millis(42)));
        assertThat(snapshot().gradNormWindowMax()).hasValue(40);
        assertThat(snapshot().gradNormThreshold().orElseThrow()).isBetween(12.0, 13.0);
        assertThat(listener.examinations().subList(30, 34))
                .containsExactly(
                        Examination.SPIKE_ONSET,
                        Examination.SPIKE_CONTINUED,
                        Examination.NORMAL,
                        Examination.SPIKE_ONSET);
    }

    @Test
    void takesTheStepsOfAPushInTheOrderOfTheirTime() throws TooManyRunsException {
        StepBuilder[] steps = calm(1, 30);
        List<StepBuilder> reversed = new ArrayList<>(List.of(steps));
        java.util.Collections.reverse(reversed);
        push(reversed.toArray(StepBuilder[]::new));

        assertThat(listener.heard).extracting(one -> one.step().step()).isSorted();
        assertThat(snapshot().counts().unexamined()).isEqualTo(20);
    }

    @Test
    void countsALateStepWithoutLookingAtIt() throws TooManyRunsException {
        push(calm(1, 30));
        push(calm(33, 33));
        push(aStep(31, T0 + 31).withGradNorm(500).withLoss(7));
        push(aStep(32, T0 + 33).withGradNorm(20));

        assertThat(listener.examinations().subList(31, 33)).containsOnly(Examination.LATE);
        assertThat(snapshot().counts().steps()).isEqualTo(33);
        assertThat(snapshot().counts().spikeSteps()).isZero();
        assertThat(snapshot().counts().unexamined()).isEqualTo(22);
        assertThat(snapshot().step()).hasValue(33);
        assertThat(snapshot().last()).doesNotContainKey(Signal.LOSS);
        assertThat(snapshot().gradNormWindowMax())
                .as("a maximum knows no order")
                .hasValue(500);
        assertThat(snapshot().gradNorms().count()).isEqualTo(33);
    }

    @Test
    void aLateFirstStepMovesTheStartBack() throws TooManyRunsException {
        push(calm(5, 6));
        push(calm(1, 2));

        assertThat(snapshot().startMillis()).hasValue(millis(1));
        assertThat(snapshot().counts().steps()).isEqualTo(4);
    }

    @Test
    void aLowerStepThatIsNewerRestartsTheDetectorAlone() throws TooManyRunsException {
        push(calm(1, 30));
        push(aStep(31, T0 + 31).withGradNorm(50));
        List<StepBuilder> again = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            again.add(aStep(11 + i, T0 + 32 + i * 0.1).withGradNorm(i == 22 ? 60 : 10));
        }
        push(again.toArray(StepBuilder[]::new));

        assertThat(snapshot().counts().steps()).isEqualTo(56);
        assertThat(snapshot().counts().unexamined()).as("two warm-ups").isEqualTo(40);
        assertThat(snapshot().counts().spikeSteps()).isEqualTo(2);
        assertThat(snapshot().counts().spikes())
                .as("a new segment begins its own events, though only 3.2 s went by")
                .isEqualTo(2);
        assertThat(snapshot().step()).hasValue(35);
        assertThat(clear().count()).as("none across the restart").isEqualTo(30 + 24);
    }

    @Test
    void countsAStepWithoutATimeOncePerPush() throws TooManyRunsException {
        assertThat(push(aStep().withStep(5), aStep().withStep(5), aStep().withStep(6)))
                .isEqualTo(new PushResult(2, 1, 0, 0));
        clock.advance(Duration.ofSeconds(1));
        assertThat(push(aStep().withStep(6))).isEqualTo(new PushResult(1, 0, 0, 0));

        assertThat(listener.heard.get(0).step().epochMillis()).hasValue(millis(0));
        assertThat(snapshot().clockSkewMillis())
                .as("arrivals tell nothing of a clock")
                .isEmpty();
        assertThat(clear().count()).isZero();
    }

    @Test
    void countsValuesThatAreNotFinite() throws TooManyRunsException {
        push(calm(1, 25));
        push(
                aStep(26, T0 + 26).withGradNorm(Double.NaN).withLoss(Double.POSITIVE_INFINITY),
                aStep(27, T0 + 27).withGradNorm(0).withLearningRate(Double.NaN),
                aStep(28, T0 + 28).withGradNorm(-3),
                aStep(29, T0 + 29).withoutGradNorm().withLoss(2));

        assertThat(snapshot().counts().nonFinite())
                .isEqualTo(Map.of(Signal.GRAD_NORM, 1L, Signal.LOSS, 1L, Signal.LEARNING_RATE, 1L));
        assertThat(snapshot().counts().unexamined()).isEqualTo(24);
        assertThat(listener.examinations().subList(25, 29)).containsOnly(Examination.NO_NORM);
        assertThat(snapshot().gradNorms().count())
                .as("0 is a norm, NaN and -3 are none")
                .isEqualTo(26);
        assertThat(snapshot().last())
                .containsEntry(Signal.GRAD_NORM, -3.0)
                .containsEntry(Signal.LOSS, 2.0)
                .containsEntry(Signal.LEARNING_RATE, Double.NaN);
    }

    @Test
    void measuresTheTimePerStep() throws TooManyRunsException {
        push(aStep(1, T0), aStep(2, T0 + 0.5), aStep(12, T0 + 5.5), aStep(12, T0 + 6));

        Distribution seconds = clear();
        assertThat(seconds.count()).isEqualTo(2);
        assertThat(seconds.sum()).isEqualTo(1);
    }

    @Test
    void asksForTheConditionOfTheDevicesDuringAStep() throws TooManyRunsException {
        List<String> asked = new ArrayList<>();
        StepIngestor withHardware =
                new StepIngestor(IngestConfig.withDefaults(), clock, StepListener.NONE, new ConditionSource() {
                    @Override
                    public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
                        return WatchedEpisodes.NONE;
                    }

                    @Override
                    public Set<StepCondition> possible() {
                        return Set.of(StepCondition.CLEAR, StepCondition.COLLAPSED);
                    }

                    @Override
                    public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
                        asked.add(devices + " " + (toMillis - fromMillis));
                        return StepCondition.THROTTLED;
                    }

                    @Override
                    public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
                        return false;
                    }
                });
        withHardware.push(
                RUN,
                new TrainingPush(
                        Optional.empty(),
                        Optional.of(List.of("gpu0")),
                        List.of(aStep(1, T0).build(), aStep(2, T0 + 3).build()),
                        0,
                        Optional.empty()));

        assertThat(asked).containsExactly("[gpu0] 3000");
        Map<StepCondition, Distribution> seconds =
                withHardware.snapshot().runs().get(0).stepSeconds();
        assertThat(seconds.keySet())
                .containsExactly(StepCondition.CLEAR, StepCondition.THROTTLED, StepCondition.COLLAPSED);
        assertThat(requireNonNull(seconds.get(StepCondition.THROTTLED)).sum()).isEqualTo(3);
    }

    @Test
    void measuresHowFarTheClockOfTheRunIsBehind() throws TooManyRunsException {
        push(aStep(1, T0 - 2.5));
        assertThat(snapshot().clockSkewMillis()).hasValue(2500);
        push(aStep(2, T0 + 1));
        assertThat(snapshot().clockSkewMillis()).hasValue(-1000);
    }

    private static TrainingPush dropping(List<TrainingStep> steps, DroppedSteps dropped) {
        return new TrainingPush(Optional.empty(), Optional.empty(), steps, 2, Optional.of(dropped));
    }

    @Test
    void countsDroppedStepsAsUnexaminedOnce() throws TooManyRunsException {
        DroppedSteps timed = new DroppedSteps(
                3, 1, OptionalDouble.of(31), OptionalLong.of(millis(0)), OptionalLong.of(millis(0) + 10));
        TrainingPush push = dropping(List.of(), timed);

        assertThat(ingestor.push(RUN, push)).isEqualTo(new PushResult(0, 0, 2, 0));
        ingestor.push(RUN, push);

        assertThat(snapshot().counts().steps()).isZero();
        assertThat(snapshot().counts().unexamined()).isEqualTo(3);
        assertThat(snapshot().counts().nonFinite()).containsEntry(Signal.GRAD_NORM, 1L);
        assertThat(snapshot().gradNormWindowMax()).hasValue(31);
    }

    @Test
    void countsDroppedStepsWithoutATimeUnlessAllTheStepsBesideThemAreKnown() throws TooManyRunsException {
        DroppedSteps untimed =
                new DroppedSteps(3, 0, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());
        TrainingPush push = dropping(List.of(aStep(1, T0).build()), untimed);
        ingestor.push(RUN, push);
        ingestor.push(RUN, push);
        assertThat(snapshot().counts().unexamined()).isEqualTo(1 + 3);

        ingestor.push(RUN, dropping(List.of(), untimed));
        assertThat(snapshot().counts().unexamined()).isEqualTo(1 + 6);
    }
}
