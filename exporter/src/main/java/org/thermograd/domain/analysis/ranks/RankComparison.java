package org.thermograd.domain.analysis.ranks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.thermograd.domain.analysis.ranks.ComparedRank.Pace;
import org.thermograd.domain.analysis.ranks.ComparedRank.Ratio;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.training.RankStep;

/**
 * The ranks of a run, each beside the others by what they needed for their own parts of steps. Whole steps say nothing here:
 * where ranks exchange gradients, the fast ones wait for the slow one.
 *
 * <p>In each step the part of a rank is divided by the median of the parts of the other ranks, so what slows all of them at
 * once falls out. The steps of a rank, in their order, are {@value #BLOCKS} blocks; the estimate is the median of the medians
 * of the blocks, and its interval are two of these, by the sign test (exact, whatever the distribution; Conover, Practical
 * Nonparametric Statistics, 3.4). Blocks in place of steps, since neighboring steps are alike. The error rate of 5 % is
 * divided by the number of ranks (Bonferroni).
 *
 * @param ranks those that told how long their parts took, by number
 */
public record RankComparison(List<ComparedRank> ranks) {
    /** How many blocks the steps of a rank make. */
    public static final int BLOCKS = 20;
    /** In fewer steps nothing is told. */
    public static final int FEWEST_STEPS = 2 * BLOCKS;

    private static final double ERROR_RATE = 0.05;

    /** Copies the list. */
    public RankComparison {
        ranks = List.copyOf(ranks);
    }

    /** Returns the ranks that are slow by themselves. */
    public List<ComparedRank> slow() {
        return ranks.stream().filter(rank -> rank.pace() == Pace.SLOW).toList();
    }

    /** Compares ranks by what they said; of a step that a rank told twice the later one counts. */
    public static RankComparison of(List<RankStep> told) {
        List<RankStep> ordered = told.stream()
                .filter(step -> step.stepSeconds().isPresent())
                .sorted(Comparator.comparingLong(RankStep::step))
                .toList();
        SortedMap<Integer, Parts> parts = new TreeMap<>();
        for (int from = 0, to; from < ordered.size(); from = to) {
            SortedMap<Integer, Double> row = new TreeMap<>();
            for (to = from;
                    to < ordered.size()
                            && ordered.get(to).step() == ordered.get(from).step();
                    to++) {
                RankStep one = ordered.get(to);
                row.put(one.rank(), one.stepSeconds().orElseThrow());
            }
            addRow(row, parts);
        }
        List<ComparedRank> ranks = new ArrayList<>();
        parts.forEach((rank, its) -> ranks.add(its.compared(rank, parts.size())));
        return new RankComparison(ranks);
    }

    private static void addRow(SortedMap<Integer, Double> row, Map<Integer, Parts> parts) {
        double[] sorted =
                row.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        row.forEach((rank, seconds) -> {
            Parts its = parts.computeIfAbsent(rank, any -> new Parts());
            double others = sorted.length < 2 ? 0 : medianWithout(seconds, sorted);
            if (others > 0) {
                its.seconds += seconds;
                its.ratios.add(seconds / others);
            }
        });
    }

    /** Returns the median of at least one value: of those in order but one. */
    private static double medianWithout(double one, double[] sorted) {
        int left = 0;
        while (sorted[left] != one) {
            left++;
        }
        int upper = (sorted.length - 1) / 2;
        int lower = (sorted.length - 2) / 2;
        return (sorted[lower < left ? lower : lower + 1] + sorted[upper < left ? upper : upper + 1]) / 2;
    }

    /** The parts of one rank in steps in which another rank told of its own. */
    private static final class Parts {
        private final List<Double> ratios = new ArrayList<>();
        private double seconds;

        private ComparedRank compared(int rank, int ranks) {
            return new ComparedRank(
                    rank,
                    ratios.size(),
                    ratios.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(seconds / ratios.size()),
                    ratio(ERROR_RATE / ranks));
        }

        private Optional<Ratio> ratio(double errorRate) {
            int outside = outside(errorRate);
            if (ratios.size() < FEWEST_STEPS || outside < 0) {
                return Optional.empty();
            }
            double[] blocks = new double[BLOCKS];
            for (int block = 0; block < BLOCKS; block++) {
                int from = (int) ((long) ratios.size() * block / BLOCKS);
                int to = (int) ((long) ratios.size() * (block + 1) / BLOCKS);
                blocks[block] = Median.withDefaults()
                        .evaluate(ratios.subList(from, to).stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
            }
            Arrays.sort(blocks);
            return Optional.of(new Ratio(
                    Median.withDefaults().evaluate(blocks),
                    new Interval(blocks[outside], blocks[BLOCKS - 1 - outside])));
        }

        /** Returns how many blocks on either side the interval leaves out; -1 if not even all of them are sure enough. */
        private static int outside(double errorRate) {
            BinomialDistribution below = BinomialDistribution.of(BLOCKS, 0.5);
            int outside = -1;
            while (2 * below.cumulativeProbability(outside + 1) <= errorRate) {
                outside++;
            }
            return outside;
        }
    }
}
