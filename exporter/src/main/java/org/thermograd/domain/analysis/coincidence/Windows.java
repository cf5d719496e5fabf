package org.thermograd.domain.analysis.coincidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * The time exposed to causes: the union of their lag windows, each clipped to the segment of its cause. Immutable.
 *
 * <p>Windows are half-open, in milliseconds, ascending and disjoint.
 */
final class Windows {
    private final long[] starts;
    private final long[] ends;

    private Windows(List<Segment> windows) {
        starts = windows.stream().mapToLong(Segment::startMillis).toArray();
        ends = windows.stream().mapToLong(Segment::endMillis).toArray();
    }

    /**
     * Returns the windows of the causes: from its start on for the first lag, and from its end on for the last one.
     *
     * @param starts when the causes begin, ascending
     * @param causes when they end, ascending, all inside the coverage
     */
    static Windows after(long[] starts, long[] causes, LagWindow lags, Coverage coverage) {
        List<Segment> merged = new ArrayList<>();
        int next = 0;
        for (Segment segment : coverage.segments()) {
            long start = 0;
            long end = Long.MIN_VALUE;
            for (; next < causes.length && causes[next] < segment.endMillis(); next++) {
                long from = Math.max(starts[next] + lags.fromMillis(), segment.startMillis());
                long to = Math.min(causes[next] + lags.toMillis(), segment.endMillis());
                if (from >= to) {
                    continue;
                }
                if (from > end) {
                    addUnlessEmpty(merged, start, end);
                    start = from;
                    end = to;
                } else {
                    end = Math.max(end, to);
                }
            }
            addUnlessEmpty(merged, start, end);
        }
        return new Windows(merged);
    }

    private static void addUnlessEmpty(List<Segment> windows, long start, long end) {
        if (start < end) {
            windows.add(new Segment(start, end));
        }
    }

    int size() {
        return starts.length;
    }

    /** Returns the starts, not to be modified. */
    long[] starts() {
        return starts;
    }

    /** Returns the ends, not to be modified. */
    long[] ends() {
        return ends;
    }

    long start(int index) {
        return starts[index];
    }

    long end(int index) {
        return ends[index];
    }

    long totalMillis() {
        long total = 0;
        for (int i = 0; i < starts.length; i++) {
            total += ends[i] - starts[i];
        }
        return total;
    }

    /** Returns how many of the times lie in a window. */
    int count(long[] times) {
        int count = 0;
        for (long time : times) {
            int window = lastStartingAtOrBefore(time);
            if (window >= 0 && time < ends[window]) {
                count++;
            }
        }
        return count;
    }

    private int lastStartingAtOrBefore(long time) {
        int found = Arrays.binarySearch(starts, time);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns the parts of the windows inside a segment, as times since its start. */
    Windows within(Segment segment) {
        List<Segment> parts = new ArrayList<>();
        int window = Math.max(0, lastStartingAtOrBefore(segment.startMillis()));
        for (; window < starts.length && starts[window] < segment.endMillis(); window++) {
            addUnlessEmpty(
                    parts,
                    Math.max(starts[window], segment.startMillis()) - segment.startMillis(),
                    Math.min(ends[window], segment.endMillis()) - segment.startMillis());
        }
        return new Windows(parts);
    }

    /** Returns the windows on the axis that is left when the gaps between the segments are cut out. */
    Windows withoutGaps(Coverage coverage) {
        List<Segment> moved = new ArrayList<>();
        long offset = 0;
        for (Segment segment : coverage.segments()) {
            Windows inside = within(segment);
            for (int i = 0; i < inside.size(); i++) {
                moved.add(new Segment(inside.start(i) + offset, inside.end(i) + offset));
            }
            offset += segment.lengthMillis();
        }
        return new Windows(moved);
    }
}
