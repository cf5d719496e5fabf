package org.thermograd.domain.correlation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.event.Event;

/**
 * How long before an effect its cause came: for each effect that follows a cause within the window, the time since the most
 * recent one in it. Immutable and thread-safe.
 *
 * <p>Source: docs/correlation.md, "Coincidence test".
 */
public final class LeadTimes {
    private final double[] sortedSeconds;

    private LeadTimes(double[] sortedSeconds) {
        this.sortedSeconds = sortedSeconds;
    }

    /**
     * Returns the lead times of one direction.
     *
     * @param analysis its runs, with the guard
     * @param deltaTMillis how long after the guard an effect still counts as following
     * @param direction which events are the causes
     */
    public static LeadTimes of(Analysis analysis, long deltaTMillis, Direction direction) {
        requireNonNull(direction, "direction");
        List<Double> leads = new ArrayList<>();
        for (RunEvents run : analysis.runs()) {
            long[] spikes = onsets(run, run.spikes());
            long[] collapses = onsets(
                    run, run.collapses().values().stream().flatMap(List::stream).toList());
            boolean forward = direction == Direction.FORWARD;
            long[] causes = forward ? spikes : collapses;
            for (long effect : forward ? collapses : spikes) {
                long guard = analysis.guardMillis();
                Arrays.stream(causes)
                        .map(cause -> effect - cause)
                        .filter(lag -> lag > guard && lag <= guard + deltaTMillis)
                        .min()
                        .ifPresent(lag -> leads.add(lag / 1000.0));
            }
        }
        return new LeadTimes(
                leads.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private static long[] onsets(RunEvents run, List<Event> events) {
        return events.stream()
                .mapToLong(Event::onsetMillis)
                .filter(run.coverage()::contains)
                .toArray();
    }

    /** Returns how many there are. */
    public int count() {
        return sortedSeconds.length;
    }

    /**
     * Returns the lead time that a share of them does not exceed, in seconds, between neighbours in proportion; nothing if
     * there is none.
     *
     * @param share 0 to 1; 0.5 is the median
     */
    public OptionalDouble quantileSeconds(double share) {
        if (sortedSeconds.length == 0) {
            return OptionalDouble.empty();
        }
        double place = share * (sortedSeconds.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sortedSeconds.length - 1);
        return OptionalDouble.of(
                sortedSeconds[below] + (place - below) * (sortedSeconds[above] - sortedSeconds[below]));
    }
}
