package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class EpisodesTest {
    private static boolean holds(List<Segment> times, Coverage coverage, long at, long shift) {
        long length = coverage.totalMillis();
        long before = Math.floorMod(at - shift, length);
        long offset = 0;
        for (Segment segment : coverage.segments()) {
            if (before < offset + segment.lengthMillis()) {
                long time = segment.startMillis() + before - offset;
                return times.stream().anyMatch(one -> one.contains(time));
            }
            offset += segment.lengthMillis();
        }
        throw new AssertionError(before);
    }

    /** Each millisecond asked for by itself, against the stretches. */
    @Test
    void tellsWhatEachMillisecondTells() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Coverage coverage = new Coverage(
                    List.of(new Segment(10, 60 + random.nextInt(40)), new Segment(120, 180 + random.nextInt(40))));
            List<Segment> times = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                int start = random.nextInt(220);
                times.add(new Segment(start, start + 1 + random.nextInt(25)));
            }
            List<Long> stepTimes = new ArrayList<>();
            for (long now = 0; now < 230; now += 1 + random.nextInt(9)) {
                stepTimes.add(now);
            }
            StepTimes steps = StepTimes.of(
                    TimeSeries.of(
                            stepTimes.stream().mapToLong(Long::longValue).toArray(), new double[stepTimes.size()]),
                    coverage);
            long shift = random.nextLong(coverage.totalMillis());
            Stretches shifted = Episodes.of(times, coverage).shifted(shift);
            boolean[] half = shifted.holdHalfOf(steps);
            boolean[] near = shifted.comeNear(steps, 3);

            for (int i = 0; i < steps.size(); i++) {
                long start = steps.startMillis()[i];
                long end = steps.endMillis()[i];
                long held = 0;
                boolean touched = false;
                for (long at = start - 3; at < end + 3; at++) {
                    boolean there = at >= 0 && at < coverage.totalMillis() && holds(times, coverage, at, shift);
                    held += there && at >= start && at < end ? 1 : 0;
                    touched |= there;
                }
                assertThat(half[i]).as("seed %d, step %d", seed, i).isEqualTo(2 * held >= end - start);
                assertThat(near[i]).as("seed %d, step %d", seed, i).isEqualTo(touched);
            }
        }
    }
}
