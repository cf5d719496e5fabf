package org.thermograd.domain.series;

import java.util.ArrayList;
import java.util.List;

/** The time in which a flag was up. */
public final class FlaggedTime {
    private FlaggedTime() {}

    /**
     * Returns the stretches in which a flag was up for certain: from the first sample at which it is up to the last one
     * before it is down, before a gap, or at the end. A stretch of one sample is 1 ms long. How long before and after it
     * was up nobody knows; to take the time up to the next sample along would count some of it wrongly.
     *
     * @param flags its samples: 0 is down, {@code NaN} is skipped, anything else is up
     * @param gapMillis longest distance of neighbors without a gap, at least 0
     */
    public static List<Segment> of(TimeSeries flags, long gapMillis) {
        return of(flags, gapMillis, 0);
    }

    /**
     * Returns the same stretches, each longer on both sides; at least 1 ms long, ascending, and they may overlap then.
     *
     * @param widerMillis by how much on either side, at least 0
     */
    public static List<Segment> of(TimeSeries flags, long gapMillis, long widerMillis) {
        List<Segment> stretches = new ArrayList<>();
        boolean up = false;
        long start = 0;
        long last = 0;
        for (int i = 0; i < flags.size(); i++) {
            double flag = flags.value(i);
            long now = flags.epochMillis(i);
            if (Double.isNaN(flag)) {
                continue;
            }
            if (up && (flag == 0 || now - last > gapMillis)) {
                stretches.add(wider(start, last, widerMillis));
                up = false;
            }
            if (!up && flag != 0) {
                up = true;
                start = now;
            }
            last = now;
        }
        if (up) {
            stretches.add(wider(start, last, widerMillis));
        }
        return stretches;
    }

    private static Segment wider(long start, long end, long millis) {
        return new Segment(start - millis, Math.max(end + millis, start - millis + 1));
    }
}
