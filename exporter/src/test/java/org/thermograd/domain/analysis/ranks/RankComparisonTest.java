package org.thermograd.domain.analysis.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.ranks.ComparedRank.Pace;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.training.RankStep;

class RankComparisonTest {
    private static RankStep part(int rank, long step, double seconds) {
        return new RankStep(rank, step, OptionalLong.of(step), OptionalDouble.of(seconds), OptionalDouble.empty());
    }

    /** Returns parts of about a second whose noise is alike in neighboring steps, with one rank slower by a factor. */
    private static List<RankStep> parts(int ranks, int steps, int slow, double factor, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] drift = new double[ranks];
        List<RankStep> parts = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            double common = 1 + random.nextDouble();
            for (int rank = 0; rank < ranks; rank++) {
                drift[rank] = 0.8 * drift[rank] + 0.02 * random.nextGaussian();
                parts.add(part(rank, step, common * Math.exp(drift[rank]) * (rank == slow ? factor : 1)));
            }
        }
        return parts;
    }

    private static List<Integer> slow(List<RankStep> parts) {
        return RankComparison.of(parts).slow().stream().map(ComparedRank::rank).toList();
    }

    @Test
    void namesThePlantedRank() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(slow(parts(8, 400, 5, 1.2, seed))).as("seed %d", seed).containsExactly(5);
        }
    }

    @Test
    void namesNobodyWhereAllAreAlike() {
        int named = 0;
        for (long seed = 1; seed <= 200; seed++) {
            named += slow(parts(8, 400, -1, 1, seed)).size();
        }

        assertThat(named).isZero();
    }

    /** At the bound itself a rank is named in at most one of forty runs; the bound is on the other ranks' median. */
    @Test
    void keepsItsErrorRateAtTheBound() {
        int named = 0;
        for (long seed = 1; seed <= 400; seed++) {
            named += slow(parts(2, 400, 1, ComparedRank.SLOW_RATIO, seed)).size();
        }

        assertThat(named).isLessThanOrEqualTo(20);
    }

    /** 20 blocks of 2 steps with the ratios 1 to 20; two ranks, so 2 P(X ≤ 4) = 0.0118 and 2 P(X ≤ 5) = 0.0414 of 0.025. */
    @Test
    void theIntervalIsThatOfTheSignTest() {
        List<RankStep> parts = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            parts.add(part(0, step, 1));
            parts.add(part(1, step, 1 + step / 2));
        }

        ComparedRank rank = RankComparison.of(parts).ranks().get(1);

        assertThat(rank.steps()).isEqualTo(40);
        assertThat(rank.meanSeconds().orElseThrow()).isCloseTo(10.5, within(1e-12));
        assertThat(rank.ratio()).hasValue(new ComparedRank.Ratio(10.5, new Interval(5, 16)));
        assertThat(rank.pace()).isEqualTo(Pace.SLOW);
    }

    @Test
    void comparesWithTheMedianOfTheOthers() {
        List<RankStep> parts = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            parts.add(part(0, step, 1));
            parts.add(part(1, step, 2));
            parts.add(part(2, step, 8));
            parts.add(part(3, step, 16));
        }

        assertThat(RankComparison.of(parts).ranks())
                .extracting(rank -> rank.ratio().orElseThrow().median())
                .containsExactly(1.0 / 8, 2.0 / 8, 8.0 / 2, 16.0 / 2);
        assertThat(slow(parts)).containsExactly(2, 3);
    }

    @Test
    void tellsNothingOfTooFewSteps() {
        List<RankStep> parts = new ArrayList<>(parts(2, 39, 1, 9, 1));
        parts.add(part(7, 0, 1));
        parts.add(part(8, 5000, 1));

        assertThat(RankComparison.of(parts).ranks())
                .extracting(ComparedRank::pace)
                .containsOnly(Pace.TOO_FEW_STEPS);
        assertThat(RankComparison.of(parts).ranks().get(3))
                .isEqualTo(new ComparedRank(8, 0, OptionalDouble.empty(), Optional.empty()));
        assertThat(RankComparison.of(List.of()).ranks()).isEmpty();
    }

    @Test
    void aRankBetweenSlowAndNotIsUnclear() {
        List<RankStep> parts = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            parts.add(part(0, step, 1));
            parts.add(part(1, step, step < 200 ? 1.2 : 1));
        }

        assertThat(RankComparison.of(parts).ranks())
                .extracting(ComparedRank::pace)
                .containsExactly(Pace.NOT_SLOW, Pace.UNCLEAR);
    }

    @Test
    void passesOverNormsAndPartsOfNoTime() {
        List<RankStep> parts = parts(2, 40, 1, 2, 1);
        List<RankStep> more = new ArrayList<>(parts);
        more.add(new RankStep(0, 3, OptionalLong.of(1), OptionalDouble.empty(), OptionalDouble.of(1)));
        more.add(part(0, 100, 0));
        more.add(part(1, 100, 1));

        assertThat(RankComparison.of(more).ranks().get(1))
                .isEqualTo(RankComparison.of(parts).ranks().get(1));
    }

    @Test
    void ofAStepThatWasToldTwiceTheLaterCounts() {
        List<RankStep> parts = new ArrayList<>(parts(2, 40, 1, 9, 1));
        parts.addAll(parts(2, 40, 1, 1, 2));

        assertThat(RankComparison.of(parts)).isEqualTo(RankComparison.of(parts(2, 40, 1, 1, 2)));
    }
}
