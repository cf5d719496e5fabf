package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeenStepsTest {
    @Test
    void knowsAStepByItsTimeAndItsNumber() {
        SeenSteps seen = new SeenSteps();

        assertThat(seen.add(1000, 1)).isTrue();
        assertThat(seen.add(1000, 1)).isFalse();
        assertThat(seen.add(1000, 2)).isTrue();
        assertThat(seen.add(2000, 1)).isTrue();
        assertThat(seen.add(500, 1)).as("nothing was forgotten yet").isTrue();
        assertThat(seen.add(500, 1)).isFalse();
    }

    @Test
    void takesWhatIsOlderThanAllItRemembersForSeen() {
        SeenSteps seen = new SeenSteps();
        for (int i = 0; i < SeenSteps.CAPACITY; i++) {
            assertThat(seen.add(1000 + i, i)).isTrue();
        }

        assertThat(seen.add(999, 5)).isFalse();
        assertThat(seen.add(1000 + SeenSteps.CAPACITY, SeenSteps.CAPACITY)).isTrue();
        assertThat(seen.add(1000, 0)).as("the first was forgotten").isFalse();
        assertThat(seen.add(1001, 1)).isFalse();
        assertThat(seen.add(1001, 7)).as("another step of the oldest time").isTrue();
        assertThat(seen.add(1001, 7)).isFalse();
    }

    @Test
    void countsAnyNumberOfStepsOfOneTime() {
        SeenSteps seen = new SeenSteps();
        for (int step = 0; step < 3 * SeenSteps.CAPACITY; step++) {
            assertThat(seen.add(1000, step)).as("step %d", step).isTrue();
            assertThat(seen.add(1000, step)).as("step %d again", step).isFalse();
        }
    }

    @Test
    void insertsALowerStepOfTheOldestTimeWhereItIsFull() {
        SeenSteps seen = new SeenSteps();
        for (int i = 0; i < SeenSteps.CAPACITY; i++) {
            seen.add(1000 + i, 10);
        }

        assertThat(seen.add(1000, 3)).isTrue();
        assertThat(seen.add(1000, 3)).isFalse();
    }

    /** Against a sorted set, cut to the same size. */
    @Test
    void agreesWithASortedSet() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SeenSteps seen = new SeenSteps();
            TreeSet<Map.Entry<Long, Long>> naive =
                    new TreeSet<>(Map.Entry.<Long, Long>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
            for (int i = 0; i < 20_000; i++) {
                long time = (long) i / 2 + random.nextInt(random.nextInt(50) == 0 ? 3000 : 3);
                long step = random.nextInt(3);
                boolean old = naive.size() == SeenSteps.CAPACITY
                        && time < naive.first().getKey();
                boolean expected = !old && !naive.contains(Map.entry(time, step));
                if (expected) {
                    if (naive.size() == SeenSteps.CAPACITY) {
                        naive.pollFirst();
                    }
                    naive.add(Map.entry(time, step));
                }

                assertThat(seen.add(time, step))
                        .as("seed %d, entry %d", seed, i)
                        .isEqualTo(expected);
            }
        }
    }
}
