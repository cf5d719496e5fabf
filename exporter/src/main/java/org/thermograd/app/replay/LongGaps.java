package org.thermograd.app.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.series.Segment;

/**
 * Where a recording has neither a sample nor a step for more than an hour, as where the log of last year was pushed while it
 * was recorded. Only the first hour of such a gap is played. Immutable.
 *
 * @param gaps ascending, each from what happened before it to what happens next
 */
record LongGaps(List<Segment> gaps) {
    private static final Duration LONGEST = Duration.ofHours(1);

    LongGaps {
        gaps = List.copyOf(gaps);
    }

    /** Finds them between the times at which something happened, ascending. */
    static LongGaps between(long[] times) {
        List<Segment> gaps = new ArrayList<>();
        for (int i = 1; i < times.length; i++) {
            if (times[i] - times[i - 1] > LONGEST.toMillis()) {
                gaps.add(new Segment(times[i - 1], times[i]));
            }
        }
        return new LongGaps(gaps);
    }

    private static long playedUntil(Segment gap) {
        return gap.startMillis() + LONGEST.toMillis();
    }

    /** Returns a time as if the gaps before it had ended after their first hour. */
    long withoutThem(long millis) {
        return millis
                - gaps.stream()
                        .mapToLong(gap -> Math.max(0, Math.min(millis, gap.endMillis()) - playedUntil(gap)))
                        .sum();
    }

    /** Returns a time, or the end of the gap whose first hour it lies behind. */
    long afterThem(long millis) {
        return gaps.stream()
                .filter(gap -> playedUntil(gap) < millis && millis < gap.endMillis())
                .mapToLong(Segment::endMillis)
                .findFirst()
                .orElse(millis);
    }

    /** Returns what its user should know, one line for each. */
    List<String> notes() {
        return gaps.stream()
                .map(gap -> "no sample and no step from " + Instant.ofEpochMilli(gap.startMillis()) + " to "
                        + Instant.ofEpochMilli(gap.endMillis()) + ", which is "
                        + Duration.ofMillis(gap.lengthMillis()).toHours() + " h: only the first hour of it is played")
                .toList();
    }
}
