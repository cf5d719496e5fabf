package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {
    private static final int STEPS = 400;

    private static boolean[] chosen(SplittableRandom random, double share) {
        boolean[] chosen = new boolean[STEPS];
        for (int i = 0; i < STEPS; i++) {
            chosen[i] = random.nextDouble() < share;
        }
        chosen[random.nextInt(STEPS)] = true;
        return chosen;
    }

    private static boolean[] others(SplittableRandom random, boolean[] chosen) {
        boolean[] others = new boolean[STEPS];
        for (int i = 0; i < STEPS; i++) {
            others[i] = !chosen[i] && random.nextInt(4) > 0;
        }
        return others;
    }

    /** Few and many different durations, groups of one step up to most, blocks of one step up to all. */
    @Test
    void hasTheSlowdownOfCountingStepByStep() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int different = 1 + random.nextInt(random.nextBoolean() ? 5 : 1000);
            Ranks ranks = new Ranks(random.longs(STEPS, 100, 100 + different).toArray());
            boolean[] inside = chosen(random, random.nextDouble() / (1 + random.nextInt(20)));
            boolean[] outside = others(random, inside);
            BlockBootstrap blocks = new BlockBootstrap(
                    ranks, inside, outside, random.nextInt(10) == 0 ? STEPS : 1 + random.nextInt(60));

            for (int m = 0; m < 20; m++) {
                assertThat(blocks.slowdown(m))
                        .as("seed %d, resample %d", seed, m)
                        .isEqualTo(Double.valueOf(blocks.stepByStep(m)));
            }
        }
    }

    /** Steps that are alike hold the median of nearly every resample in a window that is much narrower than all of them. */
    @Test
    void aWindowHoldsTheMedianOfMostResamples() {
        SplittableRandom random = new SplittableRandom(1);
        Ranks ranks = new Ranks(random.longs(100_000, 0, 1000).toArray());
        boolean[] members = new boolean[100_000];
        IntStream.range(0, members.length).forEach(i -> members[i] = random.nextInt(10) == 0);

        StepGroup group = StepGroup.of(ranks, members, 60);

        assertThat(group.firstBin()).isBetween(450, 495);
        assertThat(group.firstBin() + group.width()).isBetween(505, 550);
    }
}
