package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.StepBuilder.aStep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ClearConditions;
import org.thermograd.testing.ManualClock;

/** The state of a run as bytes. */
class StateTest {
    private static final RunId RUN = new RunId("run");
    private static final int LIMIT_BYTES = 64 * 1024;
    /** Remembered steps whose numbers jump from end to end, over decades, take 13 bytes each and not 3. */
    private static final int MORE_BYTES_OF_FAR_STEPS = 10 * SeenSteps.CAPACITY;

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(10_000_000));

    private StepIngestor anIngestor() {
        return new StepIngestor(IngestConfig.withDefaults(), clock, StepListener.NONE, ConditionSource.UNKNOWN);
    }

    /** A push of random steps: usual ones, late ones, repeated ones, restarts, without time, not finite, spikes. */
    private static TrainingPush randomPush(SplittableRandom random, long[] at) {
        List<TrainingStep> steps = new ArrayList<>();
        int count = random.nextInt(1, 60);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(200);
            at[0] = kind == 0 ? random.nextLong(1 + at[0]) : kind < 10 ? at[0] : at[0] + 1;
            at[1] += kind < 10 ? 0 : random.nextInt(1, 900);
            long time = kind < 30 && kind >= 20 ? Math.max(0, at[1] - random.nextInt(100_000)) : at[1];
            double norm = kind == 30 ? Double.NaN : (kind < 34 ? 40 : 10) * (1 + random.nextDouble() / 10);
            steps.add(new TrainingStep(
                    at[0],
                    kind == 50 ? OptionalLong.empty() : OptionalLong.of(time),
                    kind == 51 ? OptionalDouble.empty() : OptionalDouble.of(norm),
                    OptionalDouble.of(random.nextDouble()),
                    OptionalDouble.empty()));
        }
        return new TrainingPush(
                Optional.of(new TreeMap<>(Map.of("seed", "s" + count))),
                Optional.of(List.of("gpu" + count % 3)),
                steps,
                0,
                Optional.of(new DroppedSteps(
                        count % 4, count % 2, OptionalDouble.of(count), OptionalLong.empty(), OptionalLong.of(at[1]))),
                new RunAnnotations(
                        List.of(new TrainingMark(at[1], "x".repeat(TrainingMark.MAX_CHARS))),
                        List.of(new TrainingPhase("eval", new Segment(at[1], at[1] + 5))),
                        List.of(
                                new RankStep(
                                        count % 70,
                                        at[0],
                                        OptionalLong.of(at[1]),
                                        OptionalDouble.of(count),
                                        OptionalDouble.empty()),
                                new RankStep(
                                        3,
                                        at[0],
                                        OptionalLong.empty(),
                                        OptionalDouble.empty(),
                                        OptionalDouble.of(2)))));
    }

    @Test
    void goesOnAfterARestartAsIfThereHadBeenNone() throws TooManyRunsException {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StepIngestor whole = anIngestor();
            StepIngestor restarted = anIngestor();
            long[] at = {0, clock.millis()};
            for (int i = 0; i < 120; i++) {
                clock.advance(Duration.ofMillis(random.nextInt(2000)));
                TrainingPush push = randomPush(random, at);
                assertThat(restarted.push(RUN, push))
                        .as("seed %d, push %d", seed, i)
                        .isEqualTo(whole.push(RUN, push));
                if (random.nextInt(5) == 0) {
                    byte[] written = requireNonNull(restarted.write().get(RUN));
                    restarted = anIngestor();
                    restarted.restore(RUN, written);
                }
                if (i == 60) {
                    whole.finish(RUN);
                    restarted.finish(RUN);
                }
            }

            assertThat(restarted.snapshot()).as("seed %d", seed).isEqualTo(whole.snapshot());
            assertThat(restarted.write().get(RUN))
                    .as("seed %d", seed)
                    .isEqualTo(whole.write().get(RUN))
                    .hasSizeLessThanOrEqualTo(LIMIT_BYTES);
            assertThat(whole.snapshot().runs().get(0).counts().spikes()).isGreaterThan(10);
        }
    }

    /** More kinds of episodes than have an account, each with more clusters than are kept. */
    private static final ConditionSource MANY_EPISODES = new ClearConditions() {
        @Override
        public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
            Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
            for (int kind = 0; kind < 40; kind++) {
                List<Segment> up = new ArrayList<>();
                for (long start = 150_000 + 20L * kind; start < 5_000_000; start += 150_000) {
                    up.add(new Segment(start, start + 15_000));
                }
                episodes.put(new EpisodeKind("gpu" + kind, "sw_power_cap_" + "x".repeat(10)), up);
            }
            return new WatchedEpisodes(new Coverage(List.of(new Segment(0, 10_000_000))), episodes, Set.of(), 1000);
        }
    };

    @Test
    void isAtMost64KiBEvenWhereEverythingIsFull() throws TooManyRunsException {
        StepIngestor ingestor = new StepIngestor(IngestConfig.withDefaults(), clock, StepListener.NONE, MANY_EPISODES);
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < TrainingPush.MAX_LABELS; i++) {
            // Three bytes a character, more than which no character of Java's takes here.
            labels.put(String.format("%064d", i), "\u20ac".repeat(TrainingPush.MAX_LABEL_VALUE_CHARS));
        }
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < TrainingPush.MAX_DEVICES; i++) {
            devices.add(String.format("%096d", i));
        }
        List<TrainingStep> steps = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            steps.add(aStep(i, i)
                    .withGradNorm(i % 50 == 49 ? 100 : 10)
                    .withLoss(1)
                    .withLearningRate(1)
                    .build());
        }
        ingestor.push(RUN, new TrainingPush(Optional.of(labels), Optional.of(devices), steps, 0, Optional.empty()));
        RunSnapshot run = ingestor.snapshot().runs().get(0);
        assertThat(run.costs().kinds()).hasSize(CostTrack.MOST_KINDS);
        assertThat(run.costs().kinds().values().stream()
                        .mapToInt(kind -> kind.clusters().slots().size())
                        .sum())
                .isEqualTo(CostTrack.MOST_CLUSTERS);

        byte[] written = requireNonNull(ingestor.write().get(RUN));
        assertThat(written).hasSizeBetween(30_000, LIMIT_BYTES - MORE_BYTES_OF_FAR_STEPS);
        StepIngestor restored = anIngestor();
        restored.restore(RUN, written);
        assertThat(restored.snapshot()).isEqualTo(ingestor.snapshot());
        assertThat(restored.write().get(RUN)).isEqualTo(written);
    }

    @Test
    void refusesWhatIsNotWholeOrWasChanged() throws TooManyRunsException {
        StepIngestor ingestor = anIngestor();
        ingestor.push(RUN, TrainingPush.of(List.of(aStep().build())));
        byte[] written = requireNonNull(ingestor.write().get(RUN));
        byte[] changed = written.clone();
        changed[100] ^= 1;

        for (byte[] wrong : List.of(new byte[0], new byte[4], Arrays.copyOf(written, written.length - 1), changed)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ingestor.restore(RUN, wrong))
                    .withMessage("state must be whole and unchanged, got another checksum");
        }
        assertThat(ingestor.write().get(RUN)).as("nothing has changed").isEqualTo(written);
    }

    @Test
    void refusesAnotherVersion() {
        byte[] other = {9, 0, 0, 0, 0};
        CRC32 crc = new CRC32();
        crc.update(9);
        for (int i = 0; i < 4; i++) {
            other[i + 1] = (byte) (crc.getValue() >> (8 * (3 - i)));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> anIngestor().restore(RUN, other))
                .withMessage("state must be of version 6, got 9");
    }

    @Test
    void expiresARunThatWasSilentWhileTheExporterWasDown() throws TooManyRunsException {
        StepIngestor ingestor = anIngestor();
        ingestor.push(RUN, TrainingPush.of(List.of(aStep().build())));
        byte[] written = requireNonNull(ingestor.write().get(RUN));
        clock.advance(Duration.ofHours(1));
        StepIngestor restored = anIngestor();
        restored.restore(RUN, written);

        assertThat(restored.snapshot().runs().get(0).stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
    }
}
