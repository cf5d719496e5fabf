package org.thermograd.domain.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void hasTheMedianOfAnySelection() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = random.doubles(1 + random.nextInt(50)).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) == 0 ? 0.5 : values[i];
            }
            Ranks.Selection selection = new Ranks(values).selectNone();
            List<Double> chosen = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                int index = random.nextInt(values.length);
                selection.add(index);
                chosen.add(values[index]);
            }

            assertThat(selection.median())
                    .as("seed %d", seed)
                    .isEqualTo(Ranks.median(
                            chosen.stream().mapToDouble(Double::doubleValue).toArray()));
        }
    }

    @Test
    void isCloseForMoreValuesThanBins() {
        double[] values = new SplittableRandom(1).doubles(300_000).toArray();
        Ranks.Selection selection = new Ranks(values).selectNone();
        double[] half = new double[150_000];
        for (int i = 0; i < half.length; i++) {
            selection.add(2 * i);
            half[i] = values[2 * i];
        }

        assertThat(selection.median()).isCloseTo(Ranks.median(half), within(2e-5));
    }

    @Test
    void hasNoMedianOfNothing() {
        assertThat(Ranks.median(new double[0])).isNaN();
        assertThat(new Ranks(new double[0]).selectNone().median()).isNaN();
    }
}
