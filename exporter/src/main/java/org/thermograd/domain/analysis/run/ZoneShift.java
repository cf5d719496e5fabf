package org.thermograd.domain.analysis.run;

import java.util.Optional;
import org.thermograd.domain.series.Segment;

/**
 * A shift of one range by whole hours that makes it overlap another far better than it does: what a wrong time zone
 * looks like.
 *
 * @param hours hours to add to the range, -26 to 26, not 0
 * @param shareBefore how much of the shorter range overlaps as it is, 0 to 1
 * @param shareAfter how much of it would overlap
 */
public record ZoneShift(int hours, double shareBefore, double shareAfter) {
    private static final int MAX_HOURS = 26;
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final double SUSPICIOUS_BELOW = 0.9;

    /**
     * Finds the shift with the longest overlap; of equal ones the smaller.
     *
     * @param moved the range to move
     * @param fixed the other
     * @return absent if nine tenths of the shorter range overlap already, or no shift makes it better
     */
    public static Optional<ZoneShift> find(Segment moved, Segment fixed) {
        long shorter = Math.min(moved.lengthMillis(), fixed.lengthMillis());
        long now = overlapMillis(moved, fixed, 0);
        if (now >= SUSPICIOUS_BELOW * shorter) {
            return Optional.empty();
        }
        int best = 0;
        long longest = now;
        for (int hours = 1; hours <= MAX_HOURS; hours++) {
            for (int signed : new int[] {hours, -hours}) {
                long overlap = overlapMillis(moved, fixed, signed * MILLIS_PER_HOUR);
                if (overlap > longest) {
                    longest = overlap;
                    best = signed;
                }
            }
        }
        return best == 0
                ? Optional.empty()
                : Optional.of(new ZoneShift(best, (double) now / shorter, (double) longest / shorter));
    }

    private static long overlapMillis(Segment moved, Segment fixed, long shiftMillis) {
        return Math.max(
                0,
                Math.min(moved.endMillis() + shiftMillis, fixed.endMillis())
                        - Math.max(moved.startMillis() + shiftMillis, fixed.startMillis()));
    }
}
