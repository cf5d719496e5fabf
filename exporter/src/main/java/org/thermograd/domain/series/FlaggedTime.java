package org.thermograd.domain.series;

import java.util.ArrayList;
import java.util.List;

/** The time in which a flag was up. */
public final class FlaggedTime {
    private FlaggedTime() {}

    /**
     * Returns the stretches in which a flag was up: from its first sample to the first one at which it is down, or to its
     * last one where a gap follows or nothing does.
     *
     * @param flags its samples: 0 is down, {@code NaN} is skipped, anything else is up
     * @param gapMillis longest distance of neighbours without a gap, at least 0
     */
    public static List<Segment> of(TimeSeries flags, long gapMillis) {
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
            boolean gap = up && now - last > gapMillis;
            if (up && (gap || flag == 0)) {
                add(stretches, start, gap ? last : now);
                up = false;
            }
            if (!up && flag != 0) {
                up = true;
                start = now;
            }
            last = now;
        }
        if (up) {
            add(stretches, start, last);
        }
        return stretches;
    }

    private static void add(List<Segment> stretches, long start, long end) {
        stretches.add(new Segment(start, Math.max(end, start + 1)));
    }
}
