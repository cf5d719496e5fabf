package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowMaximumTest {
    @Test
    void isAbsentBeforeTheFirstValue() {
        WindowMaximum window = new WindowMaximum();
        window.advance(5000);

        assertThat(window.get()).isEmpty();
    }

    @Test
    void forgetsAValueAfterAMinute() {
        WindowMaximum window = new WindowMaximum();
        window.add(1_000, 9);
        window.add(30_000, 4);

        window.advance(61_999);
        assertThat(window.get()).as("61 s back, to the second").hasValue(9);
        window.advance(62_000);
        assertThat(window.get()).hasValue(4);
        window.advance(1_000_000);
        assertThat(window.get()).isEmpty();
    }

    @Test
    void takesALateValueOnlyWithinTheWindow() {
        WindowMaximum window = new WindowMaximum();
        window.add(100_000, 1);
        window.add(60_000, 7);
        window.add(39_000, 9);

        assertThat(window.get()).hasValue(7);
    }

    @Test
    void agreesWithKeepingAllValues() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            WindowMaximum window = new WindowMaximum();
            List<double[]> all = new ArrayList<>();
            long newest = 0;
            long now = 0;
            for (int i = 0; i < 2000; i++) {
                now += random.nextInt(random.nextInt(20) == 0 ? 90_000 : 2_000) - 200;
                long at = Math.max(0, now);
                newest = Math.max(newest, at);
                all.add(new double[] {at, random.nextDouble()});
                window.add(at, all.get(i)[1]);
                long from = newest / 1000 - 60;
                OptionalDouble expected = all.stream()
                        .filter(one -> (long) one[0] / 1000 >= from)
                        .mapToDouble(one -> one[1])
                        .max();

                assertThat(window.get()).as("seed %d, value %d", seed, i).isEqualTo(expected);
            }
        }
    }
}
