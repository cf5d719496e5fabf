package org.thermograd.domain.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockMediansTest {
    private static final int STEPS = 400;

    @Test
    void haveTheMedianOfCountingOneByOne() {
        int near = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = random.doubles(STEPS).map(x -> Math.rint(200 * x)).toArray();
            boolean[] members = new boolean[STEPS];
            members[random.nextInt(STEPS)] = true;
            for (int i = 0; i < STEPS; i++) {
                members[i] |= random.nextInt(3) == 0;
            }
            Ranks ranks = new Ranks(values);
            Ranks.Selection counted = ranks.selectNone();
            int block = 1 + random.nextInt(60);
            int[] first =
                    random.ints(1 + random.nextInt(20), 0, STEPS - block + 1).toArray();
            int steps = block * first.length - random.nextInt(block);
            BlockMedians.Resample some =
                    BlockMedians.near(ranks, members, block).resample(first, block, steps);
            BlockMedians.Resample any = BlockMedians.any(ranks, members).resample(first, block, steps);
            for (int k = 0; k < first.length; k++) {
                for (int i = first[k]; i < first[k] + Math.min(block, steps - k * block); i++) {
                    if (members[i]) {
                        counted.add(i);
                    }
                }
            }

            assertThat(any.holdsMedian()).as("seed %d", seed).isTrue();
            assertThat(any.median()).as("seed %d", seed).isEqualTo(Double.valueOf(counted.median()));
            if (some.holdsMedian()) {
                near++;
                assertThat(some.median()).as("seed %d", seed).isEqualTo(Double.valueOf(counted.median()));
            }
        }
        assertThat(near).isBetween(100, 299);
    }

    @Test
    void knowThatTheirWindowDoesNotHoldTheMedian() {
        double[] values = new double[STEPS];
        boolean[] members = new boolean[STEPS];
        for (int i = 0; i < STEPS; i++) {
            values[i] = i;
            members[i] = true;
        }
        BlockMedians.Resample low =
                BlockMedians.near(new Ranks(values), members, 10).resample(new int[] {0}, 10, 10);

        assertThat(low.holdsMedian()).isFalse();
    }
}
