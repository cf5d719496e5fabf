package org.thermograd.domain.analysis.coincidence;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many effects fall into the windows when all of them are shifted together around a circle: for each count, over
 * how many shifts. Immutable and thread-safe.
 *
 * <p>Exact over every shift of whole milliseconds, found by a {@link ShiftSweep}; no random
 * numbers. The identity is one of the shifts, so a p-value from this is never 0. Where effects times windows exceed
 * five million the count is taken at 20,000 evenly spaced shifts and the observed one (Phipson and Smyth, 2010).
 */
final class ShiftMeasure {
    private static final long MAX_EDGES = 5_000_000;
    private static final int SAMPLED_SHIFTS = 20_000;

    private final long[] shiftsByCount;

    private ShiftMeasure(long[] shiftsByCount) {
        this.shiftsByCount = shiftsByCount;
    }

    /**
     * Counts over all shifts.
     *
     * @param effects ascending times in {@code [0, length)}
     * @param windows windows in {@code [0, length)}
     * @param length the circumference in milliseconds, positive
     */
    static ShiftMeasure of(long[] effects, Windows windows, long length) {
        return of(effects, windows, length, MAX_EDGES);
    }

    static ShiftMeasure of(long[] effects, Windows windows, long length, long maxEdges) {
        long[] counts = new long[effects.length + 1];
        if (effects.length == 0 || windows.size() == 0) {
            counts[0] = length;
        } else if ((long) effects.length * windows.size() <= maxEdges) {
            ShiftSweep.tell(
                    effects, windows.starts(), windows.ends(), length, (inside, shifts) -> counts[inside] += shifts);
        } else {
            sample(effects, windows, length, counts);
        }
        return new ShiftMeasure(counts);
    }

    private static void sample(long[] effects, Windows windows, long length, long[] counts) {
        int[] inside = IntStream.range(0, SAMPLED_SHIFTS)
                .parallel()
                .map(m -> countShifted(effects, windows, length, shift(m, length)))
                .toArray();
        for (int count : inside) {
            counts[count]++;
        }
        counts[countShifted(effects, windows, length, 0)]++;
    }

    private static long shift(int m, long length) {
        return (long) Math.floor((m + 0.5) * length / SAMPLED_SHIFTS);
    }

    private static int countShifted(long[] effects, Windows windows, long length, long shift) {
        int first = Arrays.binarySearch(effects, length - shift);
        first = first >= 0 ? first : -first - 1;
        while (first > 0 && effects[first - 1] >= length - shift) {
            first--;
        }
        int count = 0;
        int w = 0;
        for (int i = 0; i < effects.length; i++) {
            int index = (first + i) % effects.length;
            long moved = (effects[index] + shift) % length;
            while (w < windows.size() && windows.end(w) <= moved) {
                w++;
            }
            if (w < windows.size() && windows.start(w) <= moved) {
                count++;
            }
        }
        return count;
    }

    /** Returns the largest count there is an entry for: the number of effects. */
    public int maxCount() {
        return shiftsByCount.length - 1;
    }

    /**
     * Returns over how many shifts exactly this many effects are inside.
     *
     * @param count 0 to {@link #maxCount()}
     */
    public long shifts(int count) {
        return shiftsByCount[count];
    }

    /** Returns the number of shifts. */
    public long totalShifts() {
        return Arrays.stream(shiftsByCount).sum();
    }
}
