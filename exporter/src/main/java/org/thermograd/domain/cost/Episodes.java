package org.thermograd.domain.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
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
    Episodes shifted(long millis) {
        List<Segment> onLine = new ArrayList<>();
        List<Segment> anew = new ArrayList<>();
        for (Segment stretch : stretches) {
            long start = stretch.startMillis() + millis;
            long end = stretch.endMillis() + millis;
            if (end <= lengthMillis) {
                onLine.add(new Segment(start, end));
            } else {
                anew.add(new Segment(Math.max(start - lengthMillis, 0), end - lengthMillis));
                if (start < lengthMillis) {
                    onLine.add(new Segment(start, lengthMillis));
                }
            }
        }
        anew.addAll(onLine);
        return new Episodes(anew, lengthMillis);
    }

    /** Tells of each step whether at least half of it lies in the stretches. */
    boolean[] holdHalfOf(StepTimes steps) {
        boolean[] inside = new boolean[steps.size()];
        HalfHeld held = new HalfHeld(steps);
        forEachNear(steps, 0, i -> inside[i] = held.test(i));
        return inside;
    }

    /** Tells of steps, which it must be asked for in order, whether at least half of them lies in the stretches. Confined to one thread. */
    final class HalfHeld implements IntPredicate {
        private final StepTimes steps;
        private int next;

        HalfHeld(StepTimes steps) {
            this.steps = steps;
        }

        @Override
        public boolean test(int step) {
            long start = steps.startMillis()[step];
            long end = steps.endMillis()[step];
            while (next < stretches.size() && stretches.get(next).endMillis() <= start) {
                next++;
            }
            long overlap = 0;
            for (int i = next; i < stretches.size() && stretches.get(i).startMillis() < end; i++) {
                overlap += Math.min(end, stretches.get(i).endMillis())
                        - Math.max(start, stretches.get(i).startMillis());
            }
            return 2 * overlap >= end - start;
        }
    }

    /** Tells of each step whether it comes closer to a stretch than some time; at that distance exactly it does not. */
    boolean[] comeNear(StepTimes steps, long millis) {
        boolean[] near = new boolean[steps.size()];
        forEachNear(steps, millis, i -> near[i] = true);
        return near;
    }

    /** Names each step that comes closer to a stretch than some time, in order; takes time for those steps only. */
    void forEachNear(StepTimes steps, long millis, IntConsumer step) {
        int next = 0;
        for (Segment stretch : stretches) {
            next = steps.firstEndingAfter(stretch.startMillis() - millis, next);
            for (; next < steps.size() && steps.startMillis()[next] - millis < stretch.endMillis(); next++) {
                step.accept(next);
            }
        }
    }

    /** Returns the median length of the stretches, 0 of none. */
    double medianMillis() {
        return stretches.isEmpty()
                ? 0
                : Ranks.median(
                        stretches.stream().mapToDouble(Segment::lengthMillis).toArray());
    }
}
