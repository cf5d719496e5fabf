package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.CounterIncreases.Origin;

/**
 * When something was watched, by a counter of the seconds for which it was. What the counter rose by between two looks
 * ended at the second of them: so nothing is lost where nobody looked for an hour, if the counter then has an hour more.
 */
public final class WatchedTime {
    private static final double MILLIS = 1000;

    private WatchedTime() {}

    /**
     * Returns the time that a counter stands for.
     *
     * @param counterSeconds its samples; the first one stands for time before it too, and so does the first after a
     *     reset, which ends what was watched before
     * @param fromMillis nothing before this is covered
     * @param gapMillis pieces at most this apart are one, since the counter is read a little later than it rises
     */
    public static Coverage of(TimeSeries counterSeconds, long fromMillis, long gapMillis) {
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
