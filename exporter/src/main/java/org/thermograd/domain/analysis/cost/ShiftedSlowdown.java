package org.thermograd.domain.analysis.cost;

import java.util.stream.IntStream;

/**
 * How many shifts of episodes around the watched time put them on steps that are at least as slow, against those that no episode comes
 * near. Immutable and thread-safe.
 */
final class ShiftedSlowdown {
    /** Two numbers for each step, side by side, since shifted episodes lie anywhere and each place in memory costs time. */
    private static final int NUMBERS = 2;

    private static final int BIN_BITS = 16;

    private final Ranks ranks;
    private final Episodes episodes;
    private final Episodes all;
    private final boolean areAll;
    private final long guardMillis;
    private final int steps;
    /** For each step its end, and its start with the bin of its duration in the lowest bits. */
    private final long[] numbers;

    private final TimeIndex ends;

    /**
     * Prepares.
     *
     * @param episodes on which steps are compared
     * @param all episodes; each of those above lies in one of them
     * @param guardMillis a step this close to any is not compared with
     */
    ShiftedSlowdown(StepTimes times, Ranks ranks, Episodes episodes, Episodes all, long guardMillis) {
        this.ranks = ranks;
        this.episodes = episodes;
        this.all = all;
        this.areAll = episodes.equals(all);
        this.guardMillis = guardMillis;
        this.steps = times.size();
        this.numbers = new long[NUMBERS * steps];
        for (int i = 0; i < steps; i++) {
            numbers[NUMBERS * i] = times.endMillis()[i];
            numbers[NUMBERS * i + 1] = times.startMillis()[i] << BIN_BITS | ranks.bin(i);
        }
        this.ends = new TimeIndex(numbers, NUMBERS);
    }

    /**
     * Counts the shifts, in parallel.
     *
     * @param shifts how many, evenly spaced; none is that by nothing
     * @return those with at least the slowdown, and those after which there is none
     */
    long atLeast(double slowdown, int shifts) {
        return IntStream.rangeClosed(1, shifts)
                .parallel()
                .filter(m -> isAtLeast(all.lengthMillis() * m / (shifts + 1), slowdown))
                .count();
    }

    private boolean isAtLeast(long shiftMillis, double slowdown) {
        Stretches near = all.shifted(shiftMillis);
        Stretches held = areAll ? near : episodes.shifted(shiftMillis);
        int[] in = new int[ranks.bins()];
        int[] out = ranks.sizes();
        int insideSteps = 0;
        int nearSteps = 0;
        int[] first = ends.firstAfter(near.startMillis(), -guardMillis);
        int next = 0;
        int stretch = 0;
        // What does not come near is outside; a step that is held by half comes near.
        for (int k = 0; k < first.length; k++) {
            long until = near.endMillis()[k] + guardMillis;
            next = Math.max(next, first[k]);
            while (next < steps && numbers[NUMBERS * next + 1] >> BIN_BITS < until) {
                long end = numbers[NUMBERS * next];
                long start = numbers[NUMBERS * next + 1] >> BIN_BITS;
                int bin = (int) numbers[NUMBERS * next + 1] & (1 << BIN_BITS) - 1;
                next++;
                out[bin]--;
                nearSteps++;
                stretch = held.firstEndingAfter(start, stretch);
                if (held.holdsHalf(start, end, stretch)) {
                    in[bin]++;
                    insideSteps++;
                }
            }
        }
        return insideSteps == 0
                || nearSteps == steps
                || ranks.medianOf(in, 0, insideSteps, 0, 0) / ranks.medianOf(out, 0, steps - nearSteps, 0, 0)
                        >= slowdown;
    }
}
