package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.descriptive.Median;
import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void hasTheMedianOfAnySelection() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] values = random.longs(1 + random.nextInt(50), 0, 1000).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) == 0 ? 500 : values[i];
            }
            Ranks.Selection selection = new Ranks(values).selectNone();
            List<Double> chosen = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                int index = random.nextInt(values.length);
                selection.add(index);
                chosen.add(values[index] / 1000.0);
            }

            assertThat(selection.median()).as("seed %d", seed).isEqualTo(median(chosen));
        }
    }

    private static double median(List<Double> values) {
        return Median.withDefaults()
                .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void isClose(long[] values, double within) {
        Ranks.Selection selection = new Ranks(values).selectNone();
        List<Double> half = new ArrayList<>();
        for (int i = 0; i < values.length; i += 2) {
            selection.add(i);
            half.add(values[i] / 1000.0);
        }

        assertThat(selection.median()).isCloseTo(median(half), within(within));
    }

    @Test
    void isCloseForMoreDurationsThanBins() {
        isClose(new SplittableRandom(1).longs(300_000, 0, 4_000_000).toArray(), 4000.0 / 65_536);
    }

    @Test
    void isCloseForDurationsOfDays() {
        isClose(new SplittableRandom(2).longs(1000, 0, 1_000_000_000).toArray(), 1_000_000.0 / (1 << 22));
    }

    @Test
    void hasNoMedianOfNothing() {
        assertThat(new Ranks(new long[0]).selectNone().median()).isNaN();
    }
}
