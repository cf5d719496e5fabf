package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.ranks.ComparedRank;
import org.thermograd.domain.analysis.ranks.RankComparison;
import org.thermograd.domain.analysis.statistics.Interval;

class RankRemarksTest {
    private static ComparedRank rank(int rank, double median) {
        return new ComparedRank(
                rank,
                812,
                OptionalDouble.of(0.25),
                Optional.of(new ComparedRank.Ratio(median, new Interval(median - 0.04, median + 0.04))));
    }

    private static List<String> remarks(ComparedRank... ranks) {
        return remarks(List.of(ranks));
    }

    private static List<String> remarks(List<ComparedRank> ranks) {
        List<String> remarks = new ArrayList<>();
        RankRemarks.add("luna", new RankComparison(ranks), remarks);
        return remarks;
    }

    @Test
    void namesTheSlowRank() {
        assertThat(remarks(rank(0, 0.75), rank(3, 1.31)))
                .containsExactly(
                        "luna: rank 3 is slow by itself: its own part of a step takes 1.31 times as long as that"
                                + " of the other ranks, 95 % interval 1.27 to 1.35 in 812 comparisons");
    }

    @Test
    void saysThatNoneIsSlow() {
        assertThat(remarks(rank(0, 1), rank(1, 1.01)))
                .containsExactly("luna: no rank is slow by itself among 2 that could be compared: the own part of each"
                        + " takes at most 1.05 times that of the others");
        assertThat(remarks()).isEmpty();
    }

    @Test
    void saysOfWhichItCannotBeTold() {
        assertThat(remarks(rank(4, 1.06), new ComparedRank(9, 2, OptionalDouble.empty(), Optional.empty())))
                .containsExactly(
                        "luna: whether these ranks are slow by themselves cannot be told: 4",
                        "luna: these ranks could be compared with others fewer than 40 times, too few to tell whether they are"
                                + " slow: 9");
    }

    @Test
    void namesEightAtMost() {
        List<ComparedRank> many = new ArrayList<>();
        for (int rank = 0; rank < 10; rank++) {
            many.add(rank(rank, 2));
            many.add(rank(10 + rank, 1.06));
        }

        assertThat(remarks(many))
                .hasSize(10)
                .contains("luna: 2 more ranks are slow by themselves")
                .endsWith(
                        "luna: whether these ranks are slow by themselves cannot be told: 10, 11, 12, 13, 14, 15, 16, 17"
                                + " and 2 more");
    }
}
