package org.thermograd.domain.correlation;

import java.util.OptionalInt;
import org.thermograd.domain.series.Segment;

/** Finds the shift by whole hours that brings two ranges together: what a wrong time zone looks like. */
public final class ZoneShift {
    private static final int MAX_HOURS = 26;
    private static final long MILLIS_PER_HOUR = 3_600_000;

    private ZoneShift() {}

    /**
     * Returns how many hours must be added to one range so that it overlaps the other as long as possible; of equal
     * overlaps the smaller shift.
     *
     * @param moved the range to move
     * @param fixed the other
     * @return absent if no shift of up to 26 hours either way makes them overlap
     */
    public static OptionalInt hours(Segment moved, Segment fixed) {
        int best = 0;
        long longest = 0;
        for (int hours = 1; hours <= MAX_HOURS; hours++) {
            for (int signed : new int[] {hours, -hours}) {
                long overlap = overlapMillis(moved, fixed, signed * MILLIS_PER_HOUR);
                if (overlap > longest) {
                    longest = overlap;
                    best = signed;
                }
            }
        }
        return best == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private static long overlapMillis(Segment moved, Segment fixed, long shiftMillis) {
        return Math.min(moved.endMillis() + shiftMillis, fixed.endMillis())
                - Math.max(moved.startMillis() + shiftMillis, fixed.startMillis());
    }
}
