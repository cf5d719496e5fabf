package org.thermograd.domain.spike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The level shifts of a run, and what its spike detector could have seen. Immutable and thread-safe.
 *
 * <p>A <em>level shift</em> is a run of flagged steps, with at most {@code bridge} unflagged ones between neighbors, after
 * which the norm stays high: the run has at least {@code minSteps} flagged steps, at least 5 usable norms come after it,
 * and the median logarithm of the next {@code after} ones is more than {@code ln minRatio} above the median that the
 * first flagged step was judged by. Norms that the rule skips are left out of all of this. Only the rules on the logarithm
 * ({@link LogHampel}, {@link BatchLogMad}) have such a median; the others find no level shifts.
 *
 * <p>Source: docs/correlation.md, "Spike detectors".
 *
 * @param shifts the level shifts, in time order
 * @param visibility what could be seen
 */
public record LevelShifts(List<Shift> shifts, SpikeVisibility visibility) {
    /**
     * A level shift.
     *
     * @param first index of its first flagged step
     * @param last index of its last one
     */
    public record Shift(int first, int last) {}

    /** Copies the list. */
    public LevelShifts {
        shifts = List.copyOf(shifts);
    }

    /**
     * Finds the level shifts of a run. Takes time in proportion to the number of steps.
     *
     * @param gradNorms the norms that were judged, in time order; {@code NaN} and infinite ones are skipped
     * @param flags what the rule said about each of them
     * @param rule what counts as a level shift
     */
    public static LevelShifts of(double[] gradNorms, SpikeFlags flags, LevelShiftRule rule) {
        List<Shift> shifts = flags.flaggedCount() < rule.minSteps() ? List.of() : find(gradNorms, flags, rule);
        BitSet inShifts = new BitSet();
        shifts.forEach(shift -> inShifts.set(shift.first(), shift.last() + 1));
        int evaluated = 0;
        int flagged = 0;
        for (int i = 0; i < flags.size(); i++) {
            evaluated += flags.evaluated(i) ? 1 : 0;
            flagged += flags.flagged(i) && !inShifts.get(i) ? 1 : 0;
        }
        return new LevelShifts(shifts, SpikeVisibility.of(evaluated, flagged, flags.smallestVisible(), rule));
    }

    private static List<Shift> find(double[] gradNorms, SpikeFlags flags, LevelShiftRule rule) {
        int[] usable = new int[gradNorms.length];
        int n = 0;
        for (int i = 0; i < gradNorms.length; i++) {
            if (SortedSample.isUsable(gradNorms[i])) {
                usable[n++] = i;
            }
        }
        List<Shift> shifts = new ArrayList<>();
        int place = 0;
        int rank = 0;
        while (place < n) {
            if (!flags.flagged(usable[place])) {
                place++;
                continue;
            }
            int last = place;
            int count = 1;
            for (int next = place + 1; next < n && next - last <= (long) rule.bridge() + 1; next++) {
                if (flags.flagged(usable[next])) {
                    last = next;
                    count++;
                }
            }
            int end = (int) Math.min(n, last + 1L + rule.after());
            if (count >= rule.minSteps()
                    && end - last - 1 >= LevelShiftRule.FEWEST_AFTER
                    && staysHigh(gradNorms, Arrays.copyOfRange(usable, last + 1, end), flags, rank)) {
                shifts.add(new Shift(usable[place], usable[last]));
            }
            rank += count;
            place = last + 1;
        }
        return shifts;
    }

    private static boolean staysHigh(double[] gradNorms, int[] after, SpikeFlags flags, int rank) {
        OptionalDouble before = flags.medianOfFlagged(rank);
        if (before.isEmpty()) {
            return false;
        }
        double[] logs = Arrays.stream(after)
                .mapToDouble(index -> Math.log(gradNorms[index]))
                .sorted()
                .toArray();
        return SortedSample.median(logs, logs.length) - before.getAsDouble() > flags.logMinRatio();
    }
}
