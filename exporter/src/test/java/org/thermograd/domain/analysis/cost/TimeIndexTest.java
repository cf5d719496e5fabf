package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeIndexTest {
    @Test
    void findsTheFirstTimeAfterAnyOther() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int range = 1 + random.nextInt(1000);
            long[] millis = random.longs(random.nextInt(200), 0, range).sorted().toArray();
            TimeIndex index = new TimeIndex(millis, 1);
            for (long time = -2; time < range + 2; time++) {
                long later = time;

                assertThat(index.firstAfter(time))
                        .as("seed %d, time %d", seed, time)
                        .isEqualTo((int)
                                Arrays.stream(millis).filter(t -> t <= later).count());
            }
        }
    }

    @Test
    void findsTimesThatLieFarApart() {
        TimeIndex index = new TimeIndex(new long[] {1, 7, 2, 0, 3, 9, 1_000_000_000_000L, 8}, 2);

        assertThat(index.firstAfter(2)).isEqualTo(2);
        assertThat(index.firstAfter(999_999_999_999L)).isEqualTo(3);
        assertThat(index.firstAfter(Long.MAX_VALUE)).isEqualTo(4);
    }
}
