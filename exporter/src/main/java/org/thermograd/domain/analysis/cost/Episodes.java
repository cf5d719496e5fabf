package org.thermograd.domain.analysis.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * Stretches of time in which something held, on the line of {@link StepTimes}. Immutable.
 *
 * @param stretches disjoint, ascending
 * @param lengthMillis of the line
 */
record Episodes(List<Segment> stretches, long lengthMillis) {
    Episodes {
        stretches = List.copyOf(stretches);
    }

    /** Brings stretches in any order, overlapping or not, to the line; what is not covered is cut off. */
    static Episodes of(List<Segment> times, Coverage coverage) {
        List<Segment> onLine = new ArrayList<>();
        long offset = 0;
        for (Segment segment : coverage.segments()) {
            for (Segment time : times) {
                if (time.overlaps(segment)) {
                    onLine.add(new Segment(
                            Math.max(time.startMillis(), segment.startMillis()) - segment.startMillis() + offset,
                            Math.min(time.endMillis(), segment.endMillis()) - segment.startMillis() + offset));
                }
            }
            offset += segment.lengthMillis();
        }
        return new Episodes(union(onLine), offset);
    }

    private static List<Segment> union(List<Segment> stretches) {
        List<Segment> union = new ArrayList<>();
        stretches.stream()
                .sorted(Comparator.comparingLong(Segment::startMillis))
                .forEach(next -> {
                    int last = union.size() - 1;
                    if (last >= 0 && next.startMillis() <= union.get(last).endMillis()) {
                        union.set(
                                last,
                                new Segment(
                                        union.get(last).startMillis(),
                                        Math.max(union.get(last).endMillis(), next.endMillis())));
                    } else {
                        union.add(next);
                    }
                });
        return union;
    }

    /** Returns the stretches later by some time of 0 up to the length of the line; what goes past its end begins anew. */
    Stretches shifted(long millis) {
        int size = stretches.size();
        int past = 0;
        while (past < size && stretches.get(size - 1 - past).endMillis() + millis > lengthMillis) {
            past++;
        }
        boolean split = past > 0 && stretches.get(size - past).startMillis() + millis < lengthMillis;
        long[] starts = new long[size + (split ? 1 : 0)];
        long[] ends = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            boolean anew = i < past;
            Segment stretch = stretches.get(anew ? size - past + i : i - past);
            long shift = anew ? millis - lengthMillis : millis;
            starts[i] = Math.max(stretch.startMillis() + shift, 0);
            ends[i] = Math.min(stretch.endMillis() + shift, lengthMillis);
        }
        return new Stretches(starts, ends);
    }

    /** Returns the median length of the stretches, 0 of none. */
    double medianMillis() {
        return stretches.isEmpty()
                ? 0
                : Median.withDefaults()
                        .evaluate(stretches.stream()
                                .mapToDouble(Segment::lengthMillis)
                                .toArray());
    }
}
