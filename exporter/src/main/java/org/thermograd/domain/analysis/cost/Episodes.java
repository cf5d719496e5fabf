package org.thermograd.domain.analysis.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * The time in which something held. Immutable and thread-safe.
 *
 * @param stretches ascending, none touches the next
 */
record Episodes(List<Segment> stretches) {
    Episodes {
        stretches = List.copyOf(stretches);
    }

    /** Merges times, in any order, that overlap or touch. */
    static Episodes of(Collection<Segment> times) {
        List<Segment> merged = new ArrayList<>();
        times.stream().sorted(Comparator.comparingLong(Segment::startMillis)).forEach(next -> append(merged, next, 1));
        return new Episodes(merged);
    }

    /** Adds a stretch, to the last one if it starts less than some time after that ends. */
    private static void append(List<Segment> ascending, Segment next, long millis) {
        int last = ascending.size() - 1;
        if (last >= 0 && next.startMillis() - ascending.get(last).endMillis() < millis) {
            Segment before = ascending.get(last);
            ascending.set(last, new Segment(before.startMillis(), Math.max(before.endMillis(), next.endMillis())));
        } else {
            ascending.add(next);
        }
    }

    /** Returns the same episodes, all of them earlier. */
    Episodes earlier(long millis) {
        return new Episodes(stretches.stream()
                .map(one -> new Segment(one.startMillis() - millis, one.endMillis() - millis))
                .toList());
    }

    /** Returns the part of them that is covered. */
    Coverage in(Coverage watched) {
        return new Coverage(stretches).intersect(watched);
    }

    /** Returns how many of them are covered, in part at least. */
    int countIn(Coverage watched) {
        int count = 0;
        int next = 0;
        List<Segment> segments = watched.segments();
        for (Segment stretch : stretches) {
            while (next < segments.size() && segments.get(next).endMillis() <= stretch.startMillis()) {
                next++;
            }
            count += next < segments.size() && segments.get(next).overlaps(stretch) ? 1 : 0;
        }
        return count;
    }

    /** Returns the clusters: an episode joins the one before if it starts less than {@link CostConfig#MERGE_MILLIS} after its end. */
    List<Segment> clusters() {
        List<Segment> clusters = new ArrayList<>();
        stretches.forEach(next -> append(clusters, next, CostConfig.MERGE_MILLIS));
        return clusters;
    }

    /** Returns of each step how many milliseconds of it lie in the stretches. */
    long[] millisWithin(StepTimes steps) {
        long[] starts = steps.startMillis();
        long[] ends = steps.endMillis();
        long[] within = new long[starts.length];
        int first = 0;
        for (int i = 0; i < within.length; i++) {
            first = firstEndingAfter(starts[i], first);
            for (int k = first; k < stretches.size() && stretches.get(k).startMillis() < ends[i]; k++) {
                Segment stretch = stretches.get(k);
                within[i] += Math.min(ends[i], stretch.endMillis()) - Math.max(starts[i], stretch.startMillis());
            }
        }
        return within;
    }

    /** Tells of each step whether a stretch overlaps it or the time before and after it, up to some length. */
    boolean[] comeNear(StepTimes steps, long millis) {
        long[] starts = steps.startMillis();
        long[] ends = steps.endMillis();
        boolean[] near = new boolean[starts.length];
        int first = 0;
        for (int i = 0; i < near.length; i++) {
            first = firstEndingAfter(starts[i] - millis, first);
            near[i] = first < stretches.size() && stretches.get(first).startMillis() < ends[i] + millis;
        }
        return near;
    }

    private int firstEndingAfter(long millis, int from) {
        int stretch = from;
        while (stretch < stretches.size() && stretches.get(stretch).endMillis() <= millis) {
            stretch++;
        }
        return stretch;
    }
}
