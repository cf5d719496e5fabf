package org.thermograd.domain.analysis.coincidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.thermograd.domain.analysis.statistics.Proportion;
import org.thermograd.domain.series.Ascending;
import org.thermograd.domain.series.Segment;

/**
 * Event coincidence analysis (Donges, Schleussner, Siegmund and Donner, Eur. Phys. J. ST 225, 2016) with the true
 * exposure and two exact null models in place of their approximations. Immutable and thread-safe.
 *
 * <p>Counts effects whose lag behind some cause of the same segment lies in the window, pooled over runs. Both nulls
 * shift the effects of a run together: around the whole run with its gaps cut out, and, block by block, within blocks.
 */
public final class EventCoincidence {
    private final long blockMillis;
    private final double alpha;
    private final double targetPower;
    private final double designInflation;

    /**
     * Prepares the test.
     *
     * @param config the length of a block and the false-discovery rate of both directions
     * @param power what the power calculation assumes
     */
    public EventCoincidence(CoincidenceConfig config, PowerConfig power) {
        blockMillis = config.blockMillis();
        alpha = config.alpha() / 2;
        targetPower = power.targetPower();
        designInflation = power.designInflation();
    }

    /**
     * Tests whether effects follow causes within the lag window more often than the two null models allow.
     *
     * @param strata one per run; may be empty
     * @param lags which lags count
     */
    public Coincidence test(List<Stratum> strata, LagWindow lags) {
        return test(strata, lags, FurtherNulls.NONE);
    }

    /**
     * Tests whether effects follow causes within the lag window more often than the null models allow.
     *
     * @param strata one per run; may be empty
     * @param lags which lags count
     * @param further null models beside the two
     */
    public Coincidence test(List<Stratum> strata, LagWindow lags, FurtherNulls further) {
        Tally tally = new Tally(blockMillis, further.shortBlockMillis());
        strata.forEach(stratum -> tally.add(stratum, lags));
        CoincidenceCounts counts = tally.counts();
        return new Coincidence(
                counts, isTestable(counts) ? Optional.of(statistics(counts, tally, lags, further)) : Optional.empty());
    }

    private static boolean isTestable(CoincidenceCounts counts) {
        return counts.effects() > 0 && counts.causes() > 0 && counts.totalMillis() > 0;
    }

    private Optional<WithoutPauses> withoutPauses(LagWindow lags, FurtherNulls further) {
        return further.withoutPauses().map(strata -> {
            Tally tally = new Tally(blockMillis, OptionalLong.empty());
            strata.forEach(stratum -> tally.add(stratum, lags));
            CoincidenceCounts counts = tally.counts();
            int k = counts.coincidences();
            double p = isTestable(counts)
                    ? Math.max(
                            CountDistribution.sumOf(tally.global).atLeast(k),
                            CountDistribution.sumOf(tally.blocks).atLeast(k))
                    : 1;
            return new WithoutPauses(counts, p);
        });
    }

    /** Returns what the test counts, without testing. */
    public static CoincidenceCounts count(Stratum stratum, LagWindow lags) {
        Windows windows = Windows.after(stratum.causeStarts(), stratum.causes(), lags, stratum.coverage());
        int triggers = 0;
        for (Segment segment : stratum.coverage().segments()) {
            triggers += triggers(stratum, lags, segment);
        }
        return new CoincidenceCounts(
                stratum.effects().length,
                stratum.causes().length,
                windows.count(stratum.effects()),
                triggers,
                windows.totalMillis(),
                stratum.coverage().totalMillis());
    }

    private static int triggers(Stratum stratum, LagWindow lags, Segment segment) {
        int triggers = 0;
        int next = Ascending.firstAtLeast(stratum.causes(), segment.startMillis());
        for (; next < stratum.causes().length && segment.contains(stratum.causes()[next]); next++) {
            long cause = stratum.causes()[next];
            long from = Math.max(stratum.causeStarts()[next] + lags.fromMillis(), segment.startMillis());
            long to = Math.min(cause + lags.toMillis(), segment.endMillis());
            int first = Ascending.firstAtLeast(stratum.effects(), from);
            if (first < stratum.effects().length && stratum.effects()[first] < to) {
                triggers++;
            }
        }
        return triggers;
    }

    private CoincidenceStatistics statistics(
            CoincidenceCounts counts, Tally tally, LagWindow lags, FurtherNulls further) {
        int n = counts.effects();
        int k = counts.coincidences();
        double exposure = counts.exposure();
        boolean partly = exposure > 0 && exposure < 1;
        CountDistribution global = CountDistribution.sumOf(tally.global);
        CountDistribution blocks = CountDistribution.sumOf(tally.blocks);
        double overDispersion = partly ? Math.max(1, global.variance() / (n * exposure * (1 - exposure))) : 1;
        int effective = (int) Math.floor(n / (overDispersion * designInflation));
        Proportion precursorRate = new Proportion(k, n);
        return new CoincidenceStatistics(
                exposure < 1
                        ? OptionalDouble.of((precursorRate.value() - exposure) / (1 - exposure))
                        : OptionalDouble.empty(),
                precursorRate,
                new Proportion(counts.triggers(), counts.causes()),
                global.atLeast(k),
                blocks.atLeast(k),
                partly ? BinomialDistribution.of(n, exposure).survivalProbability(k - 1) : 1,
                global.mean(),
                global.variance(),
                overDispersion,
                RateRatio.of(k, n, counts.exposedMillis(), counts.totalMillis()),
                effective,
                partly ? Power.detectableRateRatio(effective, exposure, alpha, targetPower) : OptionalDouble.empty(),
                tally.global,
                withoutPauses(lags, further),
                further.shortBlockMillis().isPresent()
                        ? Optional.of(new ShortBlocks(
                                further.shortBlockMillis().getAsLong(),
                                CountDistribution.sumOf(tally.shortBlocks).atLeast(k)))
                        : Optional.empty());
    }

    /** Sums over strata. */
    private static final class Tally {
        private final List<ShiftMeasure> global = new ArrayList<>();
        private final List<ShiftMeasure> blocks = new ArrayList<>();
        private final List<ShiftMeasure> shortBlocks = new ArrayList<>();
        private final long blockMillis;
        private final OptionalLong shortBlockMillis;
        private int effects;
        private int causes;
        private int coincidences;
        private int triggers;
        private long exposedMillis;
        private long totalMillis;

        Tally(long blockMillis, OptionalLong shortBlockMillis) {
            this.blockMillis = blockMillis;
            this.shortBlockMillis = shortBlockMillis;
        }

        void add(Stratum stratum, LagWindow lags) {
            Windows windows = Windows.after(stratum.causeStarts(), stratum.causes(), lags, stratum.coverage());
            CoincidenceCounts counts = count(stratum, lags);
            effects += counts.effects();
            causes += counts.causes();
            coincidences += counts.coincidences();
            triggers += counts.triggers();
            exposedMillis += counts.exposedMillis();
            totalMillis += counts.totalMillis();
            long[] compressed = new long[stratum.effects().length];
            int next = 0;
            long offset = 0;
            for (Segment segment : stratum.coverage().segments()) {
                long[] inside = within(stratum.effects(), segment);
                for (long effect : inside) {
                    compressed[next++] = effect + offset;
                }
                offset += segment.lengthMillis();
                addBlocks(stratum.effects(), windows, segment, blockMillis, blocks);
                if (shortBlockMillis.isPresent()) {
                    addBlocks(stratum.effects(), windows, segment, shortBlockMillis.getAsLong(), shortBlocks);
                }
            }
            if (offset > 0) {
                global.add(ShiftMeasure.of(compressed, windows.withoutGaps(stratum.coverage()), offset));
            }
        }

        private static void addBlocks(
                long[] effects, Windows windows, Segment segment, long length, List<ShiftMeasure> measures) {
            long[] edges = blockEdges(segment, length);
            for (int i = 1; i < edges.length; i++) {
                Segment block = new Segment(edges[i - 1], edges[i]);
                long[] inside = within(effects, block);
                if (inside.length > 0) {
                    measures.add(ShiftMeasure.of(inside, windows.within(block), block.lengthMillis()));
                }
            }
        }

        CoincidenceCounts counts() {
            return new CoincidenceCounts(effects, causes, coincidences, triggers, exposedMillis, totalMillis);
        }
    }

    /** Returns the edges of the blocks of a segment: {@code max(1, length / blockMillis)} nearly equal ones. */
    static long[] blockEdges(Segment segment, long blockMillis) {
        long length = segment.lengthMillis();
        int blocks = (int) Math.max(1, length / blockMillis);
        long[] edges = new long[blocks + 1];
        for (int i = 0; i <= blocks; i++) {
            edges[i] = segment.startMillis() + length * i / blocks;
        }
        return edges;
    }

    /** Returns the times in the segment, as times since its start. */
    private static long[] within(long[] ascending, Segment segment) {
        int from = Ascending.firstAtLeast(ascending, segment.startMillis());
        int to = Ascending.firstAtLeast(ascending, segment.endMillis());
        return Arrays.stream(ascending, from, to)
                .map(time -> time - segment.startMillis())
                .toArray();
    }
}
