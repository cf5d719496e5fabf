package org.thermograd.adapter.report.view;

import java.util.List;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.ranks.ComparedRank;
import org.thermograd.domain.analysis.ranks.ComparedRank.Pace;
import org.thermograd.domain.analysis.ranks.RankComparison;

/** Which ranks of a run are slow by themselves, as remarks. */
final class RankRemarks {
    private static final int MOST_RANKS = 8;

    private RankRemarks() {}

    static void add(String run, RankComparison comparison, List<String> remarks) {
        if (comparison.ranks().isEmpty()) {
            return;
        }
        List<ComparedRank> slow = comparison.slow();
        slow.stream().limit(MOST_RANKS).forEach(rank -> remarks.add(run + ": rank " + slow(rank)));
        if (slow.size() > MOST_RANKS) {
            remarks.add(run + ": " + (slow.size() - MOST_RANKS) + " more ranks are slow by themselves");
        }
        List<ComparedRank> unclear = of(Pace.UNCLEAR, comparison);
        if (!unclear.isEmpty()) {
            remarks.add(run + ": whether these ranks are slow by themselves cannot be told: " + numbers(unclear));
        }
        List<ComparedRank> few = of(Pace.TOO_FEW_STEPS, comparison);
        if (!few.isEmpty()) {
            remarks.add(run + ": these ranks could be compared with others fewer than " + RankComparison.FEWEST_STEPS
                    + " times, too few to tell whether they are slow: " + numbers(few));
        }
        int others = of(Pace.NOT_SLOW, comparison).size();
        if (slow.isEmpty() && others > 0) {
            remarks.add(run + ": no rank is slow by itself among " + others
                    + " that could be compared: the own part of each takes at most "
                    + Figures.number(ComparedRank.SLOW_RATIO) + " times that of the others");
        }
    }

    private static String slow(ComparedRank rank) {
        ComparedRank.Ratio ratio = rank.ratio().orElseThrow();
        return rank.rank() + " is slow by itself: its own part of a step takes " + Figures.number(ratio.median())
                + " times as long as that of the other ranks, 95 % interval "
                + Figures.number(ratio.interval().lower()) + " to "
                + Figures.number(ratio.interval().upper()) + " in " + Figures.count(rank.steps(), "comparison");
    }

    private static List<ComparedRank> of(Pace pace, RankComparison comparison) {
        return comparison.ranks().stream().filter(rank -> rank.pace() == pace).toList();
    }

    private static String numbers(List<ComparedRank> ranks) {
        return ranks.stream()
                        .limit(MOST_RANKS)
                        .map(rank -> Integer.toString(rank.rank()))
                        .collect(Collectors.joining(", "))
                + (ranks.size() > MOST_RANKS ? " and " + (ranks.size() - MOST_RANKS) + " more" : "");
    }
}
