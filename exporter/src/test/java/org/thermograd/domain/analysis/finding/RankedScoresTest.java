package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class RankedScoresTest {
    private static BitSet labels(int... labels) {
        BitSet set = new BitSet();
        for (int i = 0; i < labels.length; i++) {
            set.set(i, labels[i] == 1);
        }
        return set;
    }

    /** Golden 08, of numpy's rank data and a Mann-Whitney test of SciPy. */
    @Test
    void agreesWithTheReference() {
        JsonNode expected = Vectors.read("08_statistics.json").get("expected");
        double[] scores = Numbers.doubles(expected.at("/continuous/x"));
        int[] flags = Arrays.stream(Numbers.longs(expected.at("/pointBiserial/flag")))
                .mapToInt(Math::toIntExact)
                .toArray();

        RankedScores ranked = RankedScores.of(scores, labels(flags));
        RankedScores tied =
                RankedScores.of(Arrays.stream(scores).map(Math::rint).toArray(), labels(flags));

        assertThat(ranked.area().orElseThrow())
                .isCloseTo(expected.at("/auc/auc").doubleValue(), within(1e-12));
        assertThat(ranked.wins()).isEqualTo(expected.at("/auc/U").doubleValue());
        assertThat(ranked.shiftsAsGood())
                .isEqualTo(expected.at("/auc/shift/count").intValue());
        assertThat(tied.wins())
                .isEqualTo(expected.at("/auc/tiedScoresRoundedToInt/U").doubleValue());
    }

    @Test
    void countsPairsAndShiftsAsOneByOne() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(40);
            double[] scores = random.doubles(n).map(x -> Math.floor(6 * x)).toArray();
            int[] flags = random.ints(n, 0, 2).toArray();

            RankedScores ranked = RankedScores.of(scores, labels(flags));

            double wins = wins(scores, flags, 0);
            assertThat(ranked.wins()).as("seed %d", seed).isEqualTo(wins);
            int shifts = 0;
            for (int shift = 0; shift < n; shift++) {
                shifts += wins(scores, flags, shift) >= wins ? 1 : 0;
            }
            assertThat(ranked.shiftsAsGood()).as("seed %d", seed).isEqualTo(shifts);
        }
    }

    private static double wins(double[] scores, int[] flags, int shift) {
        int n = scores.length;
        double wins = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (flags[(i + shift) % n] == 1 && flags[(j + shift) % n] == 0) {
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return wins;
    }

    @Test
    void looksAtSomeShiftsOnlyOfVeryManyRows() {
        int n = 30_000;
        BitSet every = new BitSet();
        for (int i = 0; i < n; i += 6) {
            every.set(i);
        }
        double[] scores = new double[n];
        for (int i = 0; i < n; i += 6) {
            scores[i] = 1;
        }

        RankedScores ranked = RankedScores.of(scores, every);

        assertThat(ranked.area()).hasValue(1);
        assertThat(ranked.shifts()).isEqualTo(20_001);
        // Every shift of 0, 2, 3, 5, 6, ...: one in four of them is a multiple of 6; and the observed one.
        assertThat(ranked.shiftsAsGood()).isEqualTo(5_001);
        assertThat(RankedScores.of(new double[] {1, 2, 3}, new BitSet()).shifts())
                .isEqualTo(3);
    }

    @Test
    void hasNoAreaOfOneClassAndHalfOfTies() {
        assertThat(RankedScores.of(new double[] {1, 2, 3}, labels(0, 0, 0)).area())
                .isEmpty();
        assertThat(RankedScores.of(new double[] {1, 2, 3}, labels(1, 1, 1)).area())
                .isEmpty();
        assertThat(RankedScores.of(new double[] {1, 1, 1, 1}, labels(0, 1, 0, 1))
                        .area())
                .hasValue(0.5);
    }
}
