package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.StepBuilder;

/** How runs open, end, go on, and are forgotten. */
class RunLifeTest {
    private static final RunId RUN = new RunId("run");
    private static final double T0 = 1_000_000;

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond((long) T0));
    private final RecordingStepListener listener = new RecordingStepListener();
    private final StepIngestor ingestor =
            new StepIngestor(IngestConfig.withDefaults().withMaxRuns(3), clock, listener, ConditionSource.UNKNOWN);

    private PushResult push(RunId run, StepBuilder... steps) throws TooManyRunsException {
        return ingestor.push(
                run,
                TrainingPush.of(Arrays.stream(steps).map(StepBuilder::build).toList()));
    }

    private PushResult push(StepBuilder... steps) throws TooManyRunsException {
        return push(RUN, steps);
    }

    private static TrainingPush told(List<TrainingStep> steps, TrainingMark... marks) {
        return new TrainingPush(
                Optional.empty(),
                Optional.empty(),
                steps,
                0,
                Optional.empty(),
                new RunAnnotations(List.of(marks), List.of(new TrainingPhase("eval", new Segment(10_000, 12_500)))));
    }

    @Test
    void keepsTheNewestMarksAndPhasesOnce() throws TooManyRunsException {
        for (int i = 0; i < 20; i++) {
            TrainingPush push = told(List.of(), new TrainingMark(i, "mark " + i));
            ingestor.push(RUN, push);
            ingestor.push(RUN, push);
        }

        RunNotes notes = snapshot().notes();

        assertThat(notes.marks()).hasSize(16);
        assertThat(notes.marks().get(3)).isEqualTo(new TrainingMark(19, "mark 19"));
        assertThat(notes.marks().get(4)).isEqualTo(new TrainingMark(4, "mark 4"));
        assertThat(notes.phases())
                .containsExactly(Map.entry(0, new TrainingPhase("eval", new Segment(10_000, 12_500))));
        assertThat(listener.noted).hasSize(20);
    }

    @Test
    void aPushOfKnownStepsCountsForWhatElseItSays() throws TooManyRunsException {
        List<TrainingStep> known = List.of(calm(1, 1)[0].build());
        ingestor.push(RUN, TrainingPush.of(known));
        ingestor.finish(RUN);

        PushResult result = ingestor.push(RUN, told(known));

        assertThat(result.accepted()).isZero();
        assertThat(snapshot().notes().phases()).hasSize(1);
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
        ingestor.finish(RUN);
        ingestor.push(RUN, told(known));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
    }

    private static RankStep part(int rank, long step, OptionalLong millis) {
        return new RankStep(rank, step, millis, OptionalDouble.of(0.5), OptionalDouble.of((double) step));
    }

    private PushResult tellOfRanks(RankStep... parts) throws TooManyRunsException {
        return ingestor.push(
                RUN,
                new TrainingPush(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        0,
                        Optional.empty(),
                        new RunAnnotations(List.of(), List.of(), List.of(parts))));
    }

    @Test
    void ranksAreCountedBesideTheStepsOfTheRun() throws TooManyRunsException {
        RankStep[] parts = {
            part(1, 7, OptionalLong.of(1000)), part(1, 8, OptionalLong.of(1000)), part(1, 7, OptionalLong.of(1000))
        };

        assertThat(tellOfRanks(parts)).isEqualTo(new PushResult(2, 1, 0, 0));
        assertThat(tellOfRanks(parts)).isEqualTo(new PushResult(0, 3, 0, 0));
        assertThat(tellOfRanks(part(1, 2, OptionalLong.of(1001)))).isEqualTo(new PushResult(1, 0, 0, 0));
        assertThat(tellOfRanks(part(0, 7, OptionalLong.empty()))).isEqualTo(new PushResult(1, 0, 0, 0));

        assertThat(snapshot().counts().steps()).isZero();
        assertThat(snapshot().notes().ranks())
                .containsExactly(
                        Map.entry(0, new RankTotals(1, 0.5, OptionalDouble.of(7))),
                        Map.entry(1, new RankTotals(3, 1.5, OptionalDouble.of(2))));
        assertThat(snapshot().notes().otherRanks()).isEmpty();
        assertThat(listener.noted).hasSize(3);
    }

    @Test
    void ranksPastTheLimitAreCountedTogether() throws TooManyRunsException {
        for (int rank = 99; rank >= 0; rank--) {
            tellOfRanks(part(rank, 7, OptionalLong.of(1000)));
        }

        assertThat(snapshot().notes().ranks()).hasSize(64).containsKeys(99, 36).doesNotContainKey(35);
        assertThat(snapshot().notes().otherRanks()).hasValue(new RankTotals(36, 18, OptionalDouble.empty()));
    }

    @Test
    void aRunThatHasEndedStaysSoWhereOnlyRanksSaySomething() throws TooManyRunsException {
        push(calm(1, 1));
        ingestor.finish(RUN);

        tellOfRanks(part(1, 7, OptionalLong.of(1000)));

        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        assertThat(snapshot().notes().ranks()).containsOnlyKeys(1);
        push(calm(2, 2));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
    }

    private RunSnapshot snapshot() {
        return snapshot(RUN).orElseThrow();
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

    @Test
    void keepsLabelsAndDevicesUntilOthersCome() throws TooManyRunsException {
        SortedMap<String, String> labels = new TreeMap<>(Map.of("model", "a"));
        ingestor.push(
                RUN,
                new TrainingPush(Optional.of(labels), Optional.of(List.of("gpu0")), List.of(), 0, Optional.empty()));
        push(calm(1, 1));
        assertThat(snapshot().labels()).isEqualTo(labels);
        assertThat(snapshot().devices()).containsExactly("gpu0");

        ingestor.push(
                RUN,
                new TrainingPush(Optional.of(new TreeMap<>()), Optional.of(List.of()), List.of(), 0, Optional.empty()));
        assertThat(snapshot().labels()).isEmpty();
        assertThat(snapshot().devices()).isEmpty();
    }

    @Test
    void aListenerHearsOfARunThatOpensAndOfWhatItSaysOfItself() throws TooManyRunsException {
        TrainingPush said = new TrainingPush(
                Optional.of(new TreeMap<>(Map.of("model", "a"))),
                Optional.of(List.of("gpu0")),
                List.of(),
                0,
                Optional.empty());
        push(calm(1, 1));
        push(calm(2, 2));
        ingestor.push(RUN, said);
        ingestor.push(RUN, said);
        ingestor.finish(RUN);
        push(calm(3, 3));

        assertThat(listener.described).containsExactly("run {} []", "run {model=a} [gpu0]", "run {model=a} [gpu0]");
    }

    @Test
    void aSilentRunExpires() throws TooManyRunsException {
        push(calm(1, 1));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
        clock.advance(Duration.ofMillis(1));
        ingestor.expire();

        assertThat(listener.ends).containsExactly("run EXPIRED");
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        assertThat(ingestor.snapshot().activeRuns()).isZero();
        assertThat(ingestor.snapshot().expiredRuns()).isOne();
        clock.advance(Duration.ofMinutes(5));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.MARKED);
        clock.advance(Duration.ofDays(1).minusMinutes(5).minusMillis(1));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.MARKED);
        clock.advance(Duration.ofMillis(1));
        assertThat(snapshot(RUN)).isEmpty();
        assertThat(listener.ends).hasSize(1);
    }

    @Test
    void aClockThatIsSetEndsNoRunAndKeepsNone() throws TooManyRunsException {
        push(calm(1, 1));
        clock.set(clock.instant().plusSeconds(360));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
        clock.set(clock.instant().minusSeconds(86_400));
        clock.advance(Duration.ofMinutes(5));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        clock.set(clock.instant().plusSeconds(2 * 86_400));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        clock.advance(Duration.ofDays(1));
        assertThat(snapshot(RUN)).isEmpty();
    }

    @Test
    void aFinishedRunGoesOnWithItsCountersWhenItPushesAgain() throws TooManyRunsException {
        push(calm(1, 30));
        assertThat(ingestor.finish(RUN)).isTrue();
        assertThat(ingestor.finish(RUN)).as("again").isTrue();
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        clock.advance(Duration.ofHours(2));
        assertThat(push(calm(30, 31))).isEqualTo(new PushResult(1, 1, 0, 0));

        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
        assertThat(snapshot().counts().steps()).isEqualTo(31);
        assertThat(listener.ends).containsExactly("run FINISHED");
        assertThat(ingestor.snapshot().expiredRuns()).isZero();
    }

    /** A proxy that repeats an old request must not undo what came after it. */
    @Test
    void aPushOfKnownStepsAloneChangesNothing() throws TooManyRunsException {
        TrainingPush first = new TrainingPush(
                Optional.of(new TreeMap<>(Map.of("model", "a"))),
                Optional.of(List.of("gpu0")),
                List.of(aStep(1, T0).build(), aStep(2, T0 + 1).build()),
                0,
                Optional.of(
                        new DroppedSteps(3, 0, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty())));
        ingestor.push(RUN, first);
        ingestor.push(
                RUN,
                new TrainingPush(
                        Optional.of(new TreeMap<>(Map.of("model", "b"))),
                        Optional.empty(),
                        List.of(aStep(3, T0 + 2).build()),
                        0,
                        Optional.empty()));
        ingestor.finish(RUN);

        assertThat(ingestor.push(RUN, first)).isEqualTo(new PushResult(0, 2, 0, 0));
        assertThat(snapshot().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        assertThat(snapshot().labels()).containsEntry("model", "b");
        assertThat(snapshot().counts().duplicates()).isEqualTo(2);
        assertThat(snapshot().counts().unexamined())
                .as("3 dropped, 3 of the warm-up")
                .isEqualTo(6);
    }

    @Test
    void forgetsADeletedRunAltogether() throws TooManyRunsException {
        push(calm(1, 3));
        assertThat(ingestor.delete(RUN)).isTrue();
        assertThat(ingestor.delete(RUN)).isFalse();
        assertThat(ingestor.finish(RUN)).isFalse();
        assertThat(listener.ends).containsExactly("run DELETED");

        assertThat(push(calm(1, 3))).isEqualTo(new PushResult(3, 0, 0, 0));
        ingestor.finish(RUN);
        ingestor.delete(RUN);
        assertThat(listener.ends).containsExactly("run DELETED", "run FINISHED");
    }

    @Test
    void evictsTheRunThatEndedFirstAndRefusesWhereNoneHas() throws TooManyRunsException {
        RunId a = new RunId("a");
        RunId b = new RunId("b");
        RunId c = new RunId("c");
        RunId d = new RunId("d");
        push(a, aStep());
        push(b, aStep());
        push(c, aStep());
        assertThatExceptionOfType(TooManyRunsException.class)
                .isThrownBy(() -> push(d, aStep()))
                .withMessage("runs that are active or have just ended must be at most 3, got one more: d")
                .satisfies(e -> assertThat(e.run()).isEqualTo(d))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(3));
        assertThat(snapshot(d)).isEmpty();
        push(a, aStep());

        ingestor.finish(b);
        clock.advance(Duration.ofSeconds(1));
        ingestor.finish(a);
        clock.advance(Duration.ofMinutes(5).minusMillis(1001));
        push(c, aStep().withStep(2));
        assertThatExceptionOfType(TooManyRunsException.class)
                .as("counters of b are shown")
                .isThrownBy(() -> push(d, aStep()));
        clock.advance(Duration.ofMillis(1));
        push(d, aStep());

        assertThat(ingestor.snapshot().runs()).extracting(RunSnapshot::run).containsExactly(a, c, d);
        assertThat(ingestor.snapshot().activeRuns()).isEqualTo(2);
    }

    @Test
    void aFailingListenerIsCountedAndChangesNothing() throws TooManyRunsException {
        StepIngestor broken = new StepIngestor(
                IngestConfig.withDefaults(),
                clock,
                new StepListener() {
                    @Override
                    public void accepted(RunId run, TrainingStep step, Examination examination) {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public void ended(RunId run, RunEnd how) {
                        throw new IllegalStateException("broken");
                    }
                },
                new ConditionSource() {
                    @Override
                    public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
                        return WatchedEpisodes.NONE;
                    }

                    @Override
                    public Set<StepCondition> possible() {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
                        throw new IllegalStateException("broken");
                    }
                });

        assertThat(broken.push(
                        RUN,
                        TrainingPush.of(
                                List.of(aStep(1, T0).build(), aStep(2, T0 + 1).build()))))
                .isEqualTo(new PushResult(2, 0, 0, 0));
        broken.finish(RUN);
        IngestSnapshot snapshot = broken.snapshot();
        assertThat(snapshot.portFailures()).isEqualTo(2 + 1 + 1 + 1);
        assertThat(snapshot.runs().get(0).stepSeconds()).containsOnlyKeys(StepCondition.CLEAR);
    }
}
