package org.thermograd.domain.analysis.cost;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much longer the median step of one group takes than that of another in resamples that are made of blocks of neighbouring steps.
 * What a block holds of either group, and how much of that lies below a window of bins around the median, is counted once for each
 * step with which a block may begin; only steps in the windows are then counted one by one. Immutable and thread-safe.
 */
final class BlockBootstrap {
    /** Six counts for each block, side by side, since blocks lie anywhere and each place in memory costs time. */
    private static final int COUNTS = 6;

    private static final int FIRST_IN_WINDOW = 4;
    private static final int IN_WINDOW = 5;

    private final Ranks ranks;
    private final StepGroup inside;
    private final StepGroup outside;
    private final int steps;
    private final int block;
    /** Members inside, those below the window, the same two outside, where the steps in the windows begin, how many those are. */
    private final int[] counts;
    /** For each step in a window, in order, its place in the windows, that of the steps inside first. */
    private final int[] places;

    /**
     * Counts.
     *
     * @param inside steps of one group
     * @param outside steps of the other; none is in both
     * @param block how many steps a block has, 1 to all
     */
    BlockBootstrap(Ranks ranks, boolean[] inside, boolean[] outside, int block) {
        this.ranks = ranks;
        this.inside = StepGroup.of(ranks, inside, block);
        this.outside = StepGroup.of(ranks, outside, block);
        this.steps = inside.length;
        this.block = block;
        this.counts = new int[COUNTS * (steps - block + 1)];
        int[] found = new int[steps];
        int first = 0;
        int last = 0;
        int[] sums = new int[FIRST_IN_WINDOW];
        for (int i = 0; i < steps; i++) {
            int place = count(i, 1, sums);
            if (place >= 0) {
                found[last++] = place;
            }
            int gone = i - block;
            if (gone >= 0 && count(gone, -1, sums) >= 0) {
                first++;
            }
            if (gone >= -1) {
                int here = COUNTS * (gone + 1);
                System.arraycopy(sums, 0, counts, here, sums.length);
                counts[here + FIRST_IN_WINDOW] = first;
                counts[here + IN_WINDOW] = last - first;
            }
        }
        this.places = Arrays.copyOf(found, last);
    }

    /** Adds a step to the sums of its group and returns its place in the windows; -1 if it is in none. */
    private int count(int step, int sign, int[] sums) {
        if (inside.holds(step)) {
            sums[0] += sign;
            sums[1] += inside.isBelow(step) ? sign : 0;
            return inside.place(step);
        }
        if (outside.holds(step)) {
            sums[2] += sign;
            sums[3] += outside.isBelow(step) ? sign : 0;
            int place = outside.place(step);
            return place < 0 ? place : inside.width() + place;
        }
        return -1;
    }

    /** Returns the median inside by that outside in the resample of a seed; NaN if it holds no step inside or none outside. */
    double slowdown(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] windows = new int[inside.width() + outside.width()];
        int[] sums = new int[FIRST_IN_WINDOW];
        int whole = (steps - 1) / block;
        countBlocks(random, whole, sums, windows);
        // The last block is as long as it takes to have as many steps as there are.
        int from = random.nextInt(steps - block + 1);
        for (int i = from; i < from + steps - whole * block; i++) {
            int place = count(i, 1, sums);
            if (place >= 0) {
                windows[place]++;
            }
        }
        if (sums[0] == 0 || sums[2] == 0) {
            return Double.NaN;
        }
        return inside.holdsMedian(sums[0], sums[1], windows, 0)
                        && outside.holdsMedian(sums[2], sums[3], windows, inside.width())
                ? ranks.medianOf(windows, 0, sums[0], sums[1], inside.firstBin())
                        / ranks.medianOf(windows, inside.width(), sums[2], sums[3], outside.firstBin())
                : stepByStep(seed);
    }

    private void countBlocks(SplittableRandom random, int blocks, int[] sums, int[] windows) {
        int insideSteps = 0;
        int insideBelow = 0;
        int outsideSteps = 0;
        int outsideBelow = 0;
        for (int k = 0; k < blocks; k++) {
            int here = COUNTS * random.nextInt(steps - block + 1);
            insideSteps += counts[here];
            insideBelow += counts[here + 1];
            outsideSteps += counts[here + 2];
            outsideBelow += counts[here + 3];
            int from = counts[here + FIRST_IN_WINDOW];
            int to = from + counts[here + IN_WINDOW];
            for (int i = from; i < to; i++) {
                windows[places[i]]++;
            }
        }
        sums[0] = insideSteps;
        sums[1] = insideBelow;
        sums[2] = outsideSteps;
        sums[3] = outsideBelow;
    }

    /** Returns what {@link #slowdown} does, of any resample, in time of all steps. */
    double stepByStep(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ranks.Selection in = ranks.selectNone();
        Ranks.Selection out = ranks.selectNone();
        for (int chosen = 0; chosen < steps; chosen += block) {
            int from = random.nextInt(steps - block + 1);
            for (int i = from; i < from + Math.min(block, steps - chosen); i++) {
                if (inside.holds(i)) {
                    in.add(i);
                } else if (outside.holds(i)) {
                    out.add(i);
                }
            }
        }
        return in.median() / out.median();
    }
}
