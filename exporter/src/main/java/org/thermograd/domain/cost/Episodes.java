package org.thermograd.domain.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * The time in which something held. Immutable and thread-safe.
 *
 * @param stretches ascending, none touches the next
 */
public record Episodes(List<Segment> stretches) {
    /** Copies the list. */
    public Episodes {
        stretches = List.copyOf(stretches);
    }

    /** Merges times, in any order, that overlap or touch. */
    public static Episodes of(Collection<Segment> times) {
        return new Episodes(Segment.joined(times, 1));
    }

    /** Returns the same episodes, all of them earlier. */
    public Episodes earlier(long millis) {
        return new Episodes(stretches.stream()
                .map(one -> new Segment(one.startMillis() - millis, one.endMillis() - millis))
                .toList());
    }

    /** Returns the part of them that is covered. */
    public Coverage in(Coverage watched) {
        return new Coverage(stretches).intersect(watched);
    }

    /** Returns those that end after a time. */
    public Episodes endingAfter(long millis) {
        return new Episodes(
                stretches.stream().filter(one -> one.endMillis() > millis).toList());
    }

    /** Returns those that are covered, in part at least. */
    public List<Segment> overlapping(Coverage watched) {
        List<Segment> covered = new ArrayList<>();
        int next = 0;
        List<Segment> segments = watched.segments();
        for (Segment stretch : stretches) {
            while (next < segments.size() && segments.get(next).endMillis() <= stretch.startMillis()) {
                next++;
            }
            if (next < segments.size() && segments.get(next).overlaps(stretch)) {
                covered.add(stretch);
            }
        }
        return covered;
    }

    /** Returns the clusters: an episode joins the one before if it starts less than {@link ClusterRules#MERGE_MILLIS} after its end. */
    public List<Segment> clusters() {
        return Segment.joined(stretches, ClusterRules.MERGE_MILLIS);
    }

    /** Returns of each step how many milliseconds of it lie in the stretches. */
    public long[] millisWithin(StepTimes steps) {
        long[] within = new long[steps.size()];
        int first = 0;
        for (int i = 0; i < within.length; i++) {
            first = firstEndingAfter(steps.startMillis(i), first);
            for (int k = first; k < stretches.size() && stretches.get(k).startMillis() < steps.endMillis(i); k++) {
                Segment stretch = stretches.get(k);
                within[i] += Math.min(steps.endMillis(i), stretch.endMillis())
                        - Math.max(steps.startMillis(i), stretch.startMillis());
            }
        }
        return within;
    }

    /** Tells of each step whether a stretch overlaps it or the time before and after it, up to some length. */
    public boolean[] comeNear(StepTimes steps, long millis) {
        boolean[] near = new boolean[steps.size()];
        int first = 0;
        for (int i = 0; i < near.length; i++) {
            first = firstEndingAfter(steps.startMillis(i) - millis, first);
            near[i] = first < stretches.size() && stretches.get(first).startMillis() < steps.endMillis(i) + millis;
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
