package org.thermograd.domain.analysis.cost;

/**
 * Some of the steps, with the window of bins in which their median lies in nearly all resamples of blocks. Immutable and thread-safe.
 *
 * @param ranks of all steps
 * @param members for each step whether it belongs to the group
 * @param firstBin of the window
 * @param width how many bins it has
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never handed out, never compared
record StepGroup(Ranks ranks, boolean[] members, int firstBin, int width) {
    /** How far the window reaches: beyond lie few medians. */
    private static final double STANDARD_ERRORS = 4;

    /**
     * Finds the window.
     *
     * @param members at least one is in the group
     * @param block how many steps a block has
     */
    static StepGroup of(Ranks ranks, boolean[] members, int block) {
        Ranks.Selection all = ranks.select(members);
        double reach = reach(ranks, members, all, block);
        if (reach >= 0.5) {
            return new StepGroup(ranks, members, 0, ranks.bins());
        }
        int first = all.bin(0.5 - reach);
        return new StepGroup(ranks, members, first, all.bin(0.5 + reach) - first + 1);
    }

    /** Returns by what share of the members the median of a resample may differ: sums of blocks vary by what one varies. */
    private static double reach(Ranks ranks, boolean[] members, Ranks.Selection all, int block) {
        int middle = all.bin(0.5);
        double sum = 0;
        double squares = 0;
        int above = 0;
        for (int i = 0; i < members.length; i++) {
            above += members[i] ? Integer.signum(ranks.bin(i) - middle) : 0;
            int gone = i - block;
            if (gone >= 0) {
                above -= members[gone] ? Integer.signum(ranks.bin(gone) - middle) : 0;
            }
            if (gone >= -1) {
                sum += above;
                squares += (double) above * above;
            }
        }
        int places = members.length - block + 1;
        double blocks = (double) members.length / block;
        double mean = sum / places;
        double error = Math.sqrt(blocks * Math.max(0, squares / places - mean * mean));
        return (Math.abs(blocks * mean) + STANDARD_ERRORS * error) / (2 * all.size());
    }

    boolean holds(int step) {
        return members[step];
    }

    /** Returns whether a step lies below the window. */
    boolean isBelow(int step) {
        return ranks.bin(step) < firstBin;
    }

    /** Returns the place of a step in the window; -1 if it is not in it. */
    int place(int step) {
        int place = ranks.bin(step) - firstBin;
        return place < width ? Math.max(-1, place) : -1;
    }

    /**
     * Returns whether the median of a resample lies in the window.
     *
     * @param size how many members the resample has, 1 or more
     * @param below how many of them lie below the window
     * @param windows how many lie in each bin of it, from a place on
     */
    boolean holdsMedian(int size, int below, int[] windows, int from) {
        int upTo = below;
        for (int i = from; i < from + width; i++) {
            upTo += windows[i];
        }
        return below <= (size - 1) / 2 && size / 2 < upTo;
    }
}
