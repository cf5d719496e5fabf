package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.doubles;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Vectors;

class AlignmentTest {
    private static TimeSeries at(long... times) {
        return TimeSeries.of(times, new double[times.length]);
    }

    @Test
    void agreesWithTheGoldenCases() {
        JsonNode golden = Vectors.read("06_alignment.json");

        assertThat(golden.get("cases")).hasSizeGreaterThan(5).allSatisfy(c -> {
            long[] left = longs(c.get("left"));
            long[] expected = longs(c.get("expectedIndex"));
            Alignment alignment = Alignment.nearest(
                    at(left), at(longs(c.get("right"))), c.get("toleranceMs").longValue());
            for (int i = 0; i < left.length; i++) {
                assertThat(alignment.isMatched(i) ? alignment.rightIndex(i) : -1)
                        .as("%s, left %d", c.get("name"), i)
                        .isEqualTo((int) expected[i]);
            }
            assertThat(alignment.matched()).isEqualTo(c.get("matched").intValue());
            assertThat(alignment.distinctRight())
                    .isEqualTo(c.get("distinctRight").intValue());
        });
    }

    private static List<Alignment.Cell> cells(Alignment alignment, double... values) {
        List<Alignment.Cell> cells = new ArrayList<>();
        alignment.aggregate(values, cell -> {
            cells.add(cell);
            return cell.mean();
        });
        return cells;
    }

    @Test
    void aggregatesOntoTheSlowerStreamAsTheGoldenCase() {
        JsonNode golden = Vectors.read("06_alignment.json").get("aggregate");
        Alignment alignment = Alignment.nearest(
                at(longs(golden.get("left"))),
                at(longs(golden.get("right"))),
                golden.get("toleranceMs").longValue());

        List<Alignment.Cell> cells = cells(alignment, doubles(golden.get("x")));

        assertThat(cells).hasSize(golden.get("expected").size());
        for (int i = 0; i < cells.size(); i++) {
            JsonNode expected = golden.get("expected").get(i);
            assertThat(cells.get(i).rightIndex())
                    .isEqualTo(expected.get("right").intValue());
            assertThat(cells.get(i).count()).isEqualTo(expected.get("n").intValue());
            assertThat(cells.get(i).max()).isEqualTo(expected.get("max").doubleValue());
            assertClose(cells.get(i).mean(), expected.get("mean").doubleValue(), 1e-12, "mean " + i);
        }
    }

    @Test
    void leavesValuesThatAreNotFiniteOutOfTheAggregate() {
        Alignment alignment = Alignment.nearest(at(0, 1, 2000), at(0, 2000), 10);

        assertThat(cells(alignment, Double.NaN, 4, Double.POSITIVE_INFINITY))
                .containsExactly(new Alignment.Cell(0, 1, 4, 4));
    }

    @Test
    void alwaysFindsTheNearestSample() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 200; round++) {
            long[] left = random.longs(30, 0, 300).sorted().toArray();
            long[] right = random.longs(20, 0, 300).sorted().toArray();
            Alignment alignment = Alignment.nearest(at(left), at(right), 12);
            for (int i = 0; i < left.length; i++) {
                long time = left[i];
                long best = java.util.Arrays.stream(right)
                        .map(r -> Math.abs(r - time))
                        .min()
                        .orElseThrow();
                assertThat(alignment.isMatched(i)).as("round %d", round).isEqualTo(best <= 12);
                if (best <= 12) {
                    assertThat(Math.abs(right[alignment.rightIndex(i)] - time))
                            .as("round %d", round)
                            .isEqualTo(best);
                }
            }
        }
    }

    @Test
    void matchesNothingWhenTheRightSideIsEmpty() {
        Alignment alignment = Alignment.nearest(at(1, 2), at(), 1000);

        assertThat(alignment.size()).isEqualTo(2);
        assertThat(alignment.matched()).isZero();
        assertThat(alignment.distinctRight()).isZero();
        assertThat(cells(alignment, 1, 2)).isEmpty();
        assertThat(alignment.found()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alignment.rightIndex(1))
                .withMessage("left must be matched, got 1");
    }

    @Test
    void refusesANegativeTolerance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Alignment.nearest(at(), at(), -1))
                .withMessage("toleranceMillis must be at least 0, got -1");
    }

    @Test
    void refusesValuesOfAnotherLength() {
        Alignment alignment = Alignment.nearest(at(1), at(1), 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cells(alignment, 1, 2))
                .withMessage("values must have one entry per left time, got 2 for 1");
    }
}
