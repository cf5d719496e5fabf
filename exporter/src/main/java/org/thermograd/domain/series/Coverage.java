package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.CounterIncreases.Origin;

/**
 * The time that is watched: disjoint gap-free segments in time order. Immutable and thread-safe.
 *
 * <p>A segment of a series is a maximal stretch whose gaps are at most {@code max(gapFactor x median interval,
 * gapMin)}; it ends one millisecond after its last sample, so a single sample covers one millisecond. Source:
 * docs/correlation.md, "Coverage".
 *
 * @param segments disjoint, ascending; may be empty
 */
public record Coverage(List<Segment> segments) {
    private static final double MILLIS = 1000;

    public Coverage {
        segments = List.copyOf(segments);
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i).startMillis() < segments.get(i - 1).endMillis()) {
                throw new IllegalArgumentException("segments must be disjoint and ascending, got " + segments);
            }
        }
    }

    /**
     * Returns the stretches in which a series has no gap.
     *
     * @param series the samples; an empty one covers nothing
     * @param gaps what counts as a gap
     */
    public static Coverage of(TimeSeries series, GapRule gaps) {
        requireNonNull(gaps, "gaps");
        int n = series.size();
        List<Segment> segments = new ArrayList<>();
        if (n == 0) {
            return new Coverage(segments);
        }
        long limitMillis = gaps.limitMillis(series);
        int first = 0;
        for (int i = 1; i < n; i++) {
            if (series.epochMillis(i) - series.epochMillis(i - 1) > limitMillis) {
                segments.add(new Segment(series.epochMillis(first), series.epochMillis(i - 1) + 1));
                first = i;
            }
        }
        segments.add(new Segment(series.epochMillis(first), series.epochMillis(n - 1) + 1));
        return new Coverage(segments);
    }

    /** Returns the time that both cover. */
    public Coverage intersect(Coverage other) {
        List<Segment> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < segments.size() && j < other.segments.size()) {
            Segment a = segments.get(i);
            Segment b = other.segments.get(j);
            long start = Math.max(a.startMillis(), b.startMillis());
            long end = Math.min(a.endMillis(), b.endMillis());
            if (start < end) {
                common.add(new Segment(start, end));
            }
            if (a.endMillis() < b.endMillis()) {
                i++;
            } else {
                j++;
            }
        }
        return new Coverage(common);
    }

    /** Returns the time that any of the two covers. */
    public Coverage union(Coverage other) {
        List<Segment> all = new ArrayList<>(segments);
        all.addAll(other.segments);
        return new Coverage(Segment.joined(all, 1));
    }

    /** Returns this coverage without some stretches of time, in any order. */
    public Coverage without(List<Segment> stretches) {
        List<Segment> left = segments;
        for (Segment stretch : stretches) {
            List<Segment> kept = new ArrayList<>();
            for (Segment segment : left) {
                if (!segment.overlaps(stretch)) {
                    kept.add(segment);
                    continue;
                }
                if (segment.startMillis() < stretch.startMillis()) {
                    kept.add(new Segment(segment.startMillis(), stretch.startMillis()));
                }
                if (stretch.endMillis() < segment.endMillis()) {
                    kept.add(new Segment(stretch.endMillis(), segment.endMillis()));
                }
            }
            left = kept;
        }
        return new Coverage(left);
    }

    /** Returns this coverage without some stretches of time that are ascending and disjoint, in one pass. */
    Coverage withoutAscending(List<Segment> holes) {
        List<Segment> left = new ArrayList<>();
        int first = 0;
        for (Segment segment : segments) {
            long from = segment.startMillis();
            while (first < holes.size() && holes.get(first).endMillis() <= from) {
                first++;
            }
            for (int hole = first; hole < holes.size() && holes.get(hole).startMillis() < segment.endMillis(); hole++) {
                if (holes.get(hole).startMillis() > from) {
                    left.add(new Segment(from, holes.get(hole).startMillis()));
                }
                from = Math.max(from, holes.get(hole).endMillis());
            }
            if (from < segment.endMillis()) {
                left.add(new Segment(from, segment.endMillis()));
            }
        }
        return new Coverage(left);
    }

    /** Returns the part of this coverage that lies in a stretch of time. */
    public Coverage within(Segment stretch) {
        return intersect(new Coverage(List.of(stretch)));
    }

    /** Returns the time from the first to the last millisecond covered, or nothing if nothing is covered. */
    public Optional<Segment> hull() {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Segment(
                        segments.get(0).startMillis(),
                        segments.get(segments.size() - 1).endMillis()));
    }

    /** Returns this coverage without the pieces that are one millisecond long, in which nothing can follow anything. */
    public Coverage withoutInstants() {
        return new Coverage(segments.stream().filter(s -> s.lengthMillis() > 1).toList());
    }

    /** Returns the covered time in milliseconds, 0 if nothing is covered. */
    public long totalMillis() {
        return segments.stream().mapToLong(Segment::lengthMillis).sum();
    }

    /** Returns whether the time is covered. */
    public boolean contains(long epochMillis) {
        return placeOf(epochMillis) >= 0;
    }

    /** Returns the segment that holds a time; nothing if the time is not covered. */
    public Optional<Segment> segmentOf(long epochMillis) {
        int place = placeOf(epochMillis);
        return place < 0 ? Optional.empty() : Optional.of(segments.get(place));
    }

    private int placeOf(long epochMillis) {
        int low = 0;
        int high = segments.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = segments.get(middle);
            if (epochMillis < segment.startMillis()) {
                high = middle - 1;
            } else if (epochMillis >= segment.endMillis()) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /**
     * Returns the time that a counter stands for.
     *
     * @param counterSeconds its samples; the first one stands for time before it too, and so does the first after a
     *     reset, which ends what was watched before
     * @param fromMillis nothing before this is covered
     * @param gapMillis pieces at most this apart are one, since the counter is read a little later than it rises
     */
    public static Coverage ofCounter(TimeSeries counterSeconds, long fromMillis, long gapMillis) {
        requireNonNull(counterSeconds, "counterSeconds");
        List<Segment> segments = new ArrayList<>();
        for (Increase increase :
                CounterIncreases.fromZero(counterSeconds, Long.MAX_VALUE).all()) {
            long end = increase.atMillis();
            long start = Math.max(fromMillis, end - Math.round(increase.amount() * MILLIS));
            if (start >= end) {
                continue;
            }
            int last = segments.size() - 1;
            if (last >= 0
                    && increase.origin() == Origin.SAMPLE
                    && start - segments.get(last).endMillis() < gapMillis) {
                segments.set(last, new Segment(segments.get(last).startMillis(), end + 1));
            } else {
                long free =
                        last < 0 ? start : Math.max(start, segments.get(last).endMillis());
                segments.add(new Segment(free, end + 1));
            }
        }
        return new Coverage(segments);
    }
}
