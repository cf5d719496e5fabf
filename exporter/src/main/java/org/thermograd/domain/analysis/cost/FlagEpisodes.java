package org.thermograd.domain.analysis.cost;

import java.util.List;
import org.thermograd.domain.series.FlaggedTime;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/** The episodes in which a flag is up. */
public final class FlagEpisodes {
    private FlagEpisodes() {}

    /**
     * Returns the stretches in which a flag is up: from the first sample at which it is to the last one before it is down,
     * before a gap, or at the end, each wider by half a sampling interval on both sides, since it rose and fell somewhere between
     * samples. At least 1 ms long, and merged where they touch.
     *
     * @param flag its samples: 0 is down, {@code NaN} is skipped, anything else is up; the median interval is that of all
     * @param gapMillis longest distance of neighbors without a gap, at least 0
     */
    public static List<Segment> of(TimeSeries flag, long gapMillis) {
        long half = flag.size() < 2 ? 0 : (long) Math.floor(flag.medianIntervalMillis() / 2);
        return Segment.joined(FlaggedTime.of(flag, gapMillis, half), 1);
    }
}
