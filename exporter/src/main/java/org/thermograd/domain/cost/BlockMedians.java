package org.thermograd.domain.cost;

import java.util.Arrays;

/**
 * Medians of some of the steps in resamples that are made of blocks of neighbouring steps. How many of them a block adds below
 * a window of bins comes from running counts; only those in the window are counted one by one. A median that lies in the window is
 * that of {@link Ranks.Selection}. Immutable and thread-safe.
 */
final class BlockMedians {
    private static final double MOST_REACH = 0.05;
    /** Standard errors of the share below a median, were blocks all of members that are alike: beyond four lie few resamples. */
    private static final double STANDARD_ERRORS = 4;

    /** Members before a step, those of them below the window, those in it. */
    private static final int COUNTS = 3;

    private static final int BELOW = 1;
    private static final int COUNTED = 2;

    private final Ranks ranks;
    private final int firstBin;
    /** Three counts a step, side by side, since blocks lie anywhere and each place in memory costs time: see the offsets. */
    private final int[] before;

    private final int[] countedBins;
    private final int bins;

    private BlockMedians(Ranks ranks, boolean[] members, int firstBin, int lastBin) {
        this.ranks = ranks;
        this.firstBin = firstBin;
        this.bins = lastBin - firstBin + 1;
        this.before = new int[COUNTS * (members.length + 1)];
        int[] counted = new int[members.length];
        for (int i = 0; i < members.length; i++) {
            boolean member = members[i];
            int bin = ranks.bin(i);
            boolean inWindow = member && bin >= firstBin && bin <= lastBin;
            int here = COUNTS * i;
            if (inWindow) {
                counted[before[here + COUNTED]] = bin - firstBin;
            }
            int next = here + COUNTS;
            before[next] = before[here] + (member ? 1 : 0);
            before[next + BELOW] = before[here + BELOW] + (member && bin < firstBin ? 1 : 0);
            before[next + COUNTED] = before[here + COUNTED] + (inWindow ? 1 : 0);
        }
        this.countedBins = Arrays.copyOf(counted, before[COUNTS * members.length + COUNTED]);
    }

    /**
     * Prepares medians that lie near that of all members, as those of nearly all resamples do.
     *
     * @param members for each value of the ranks whether it belongs to the group; at least one does
     * @param block the length of the blocks
     */
    static BlockMedians near(Ranks ranks, boolean[] members, int block) {
        Ranks.Selection all = ranks.selectNone();
        for (int i = 0; i < members.length; i++) {
            if (members[i]) {
                all.add(i);
            }
        }
        double reach = Math.min(MOST_REACH, STANDARD_ERRORS / 2 / Math.sqrt((double) all.size() / block));
        return new BlockMedians(ranks, members, all.bin(0.5 - reach), all.bin(0.5 + reach));
    }

    /** Prepares any median, as {@link #near} does. */
    static BlockMedians any(Ranks ranks, boolean[] members) {
        return new BlockMedians(ranks, members, 0, ranks.bins() - 1);
    }

    /**
     * Returns the members that some blocks hold.
     *
     * @param first the first step of each block
     * @param block how many steps each has; the last one so many that they are {@code steps} together
     */
    Resample resample(int[] first, int block, int steps) {
        return new Resample(first, block, steps);
    }

    /** The members that the blocks of one resample hold. Confined to one thread. */
    final class Resample {
        private final int[] counts = new int[bins];
        private int size;
        private int below;
        private int inWindow;

        private Resample(int[] first, int block, int steps) {
            // Two passes, since the first waits for memory only, at many places at once, and the second branches.
            int[] from = new int[first.length];
            int[] to = new int[first.length];
            for (int k = 0; k < first.length; k++) {
                int here = COUNTS * first[k];
                int there = here + COUNTS * Math.min(block, steps - k * block);
                size += before[there] - before[here];
                below += before[there + BELOW] - before[here + BELOW];
                from[k] = before[here + COUNTED];
                to[k] = before[there + COUNTED];
            }
            for (int k = 0; k < first.length; k++) {
                inWindow += to[k] - from[k];
                for (int i = from[k]; i < to[k]; i++) {
                    counts[countedBins[i]]++;
                }
            }
        }

        /** Returns whether the median is known here; that of nothing is. */
        boolean holdsMedian() {
            return size == 0 || (below <= (size - 1) / 2 && size / 2 < below + inWindow);
        }

        /** Returns the median, which must be known here; NaN of nothing. */
        double median() {
            if (size == 0) {
                return Double.NaN;
            }
            int bin = -1;
            int seen = below;
            while (seen <= (size - 1) / 2) {
                bin++;
                seen += counts[bin];
            }
            double low = ranks.value(firstBin + bin);
            while (seen <= size / 2) {
                bin++;
                seen += counts[bin];
            }
            return (low + ranks.value(firstBin + bin)) / 2;
        }
    }
}
