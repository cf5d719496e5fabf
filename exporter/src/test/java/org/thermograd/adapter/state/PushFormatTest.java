package org.thermograd.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

class PushFormatTest {
    static TrainingPush random(SplittableRandom random) {
        List<TrainingStep> steps = new ArrayList<>();
        for (int left = random.nextInt(50); left > 0; left--) {
            steps.add(new TrainingStep(
                    random.nextLong(TrainingStep.MAX_STEP + 1),
                    maybeMillis(random),
                    OptionalDouble.of(random.nextInt(9) == 0 ? Double.NaN : random.nextDouble()),
                    maybe(random),
                    maybe(random)));
        }
        return new TrainingPush(
                random.nextBoolean() ? Optional.of(new TreeMap<>(Map.of("a", "é", "b", ""))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(List.of("gpu0", "gpu1")) : Optional.empty(),
                steps,
                random.nextInt(3),
                random.nextBoolean()
                        ? Optional.of(new DroppedSteps(
                                random.nextInt(9),
                                random.nextInt(9),
                                maybe(random),
                                maybeMillis(random),
                                maybeMillis(random)))
                        : Optional.empty(),
                random.nextBoolean() ? RunAnnotations.NONE : notes(random));
    }

    private static RunAnnotations notes(SplittableRandom random) {
        List<TrainingMark> marks = new ArrayList<>();
        List<TrainingPhase> phases = new ArrayList<>();
        for (int left = random.nextInt(TrainingPush.MAX_NOTES + 1); left > 0; left--) {
            long millis = random.nextLong(1L << 50);
            marks.add(new TrainingMark(millis, "opened the wíndow " + left));
            phases.add(new TrainingPhase("eval", new Segment(millis, millis + 1 + random.nextInt(9_000))));
        }
        List<RankStep> ranks = new ArrayList<>();
        for (int left = random.nextInt(9); left > 0; left--) {
            ranks.add(new RankStep(
                    random.nextInt(RankStep.MAX_RANK),
                    random.nextLong(1L << 50),
                    maybeMillis(random),
                    maybe(random),
                    OptionalDouble.of(random.nextDouble())));
            ranks.add(new RankStep(1, 2, maybeMillis(random), OptionalDouble.of(0.5), OptionalDouble.empty()));
        }
        return new RunAnnotations(marks, phases, ranks);
    }

    private static OptionalDouble maybe(SplittableRandom random) {
        return random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty();
    }

    private static OptionalLong maybeMillis(SplittableRandom random) {
        return random.nextBoolean() ? OptionalLong.of(random.nextLong(Long.MAX_VALUE)) : OptionalLong.empty();
    }

    private static byte[] written(TrainingPush push) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PushFormat.write(push, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void readsWhatItWrote() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            TrainingPush push = random(random);
            assertThat(PushFormat.read(new DataInputStream(new ByteArrayInputStream(written(push)))))
                    .isEqualTo(push);
        }
    }

    @Test
    void isSmall() throws IOException {
        List<TrainingStep> steps = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            steps.add(new TrainingStep(
                    1_000_000 + i,
                    OptionalLong.of(1_790_000_000_000L + 20L * i),
                    OptionalDouble.of(i),
                    OptionalDouble.of(i),
                    OptionalDouble.empty()));
        }
        assertThat(written(TrainingPush.of(steps)).length).isLessThan(2048);
    }
}
