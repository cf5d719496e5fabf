package org.thermograd.domain.analysis.finding;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.event.Event;

/**
 * How long before an effect its cause came: for each effect that follows a cause within the window, the time since the most
 * recent one in it. Immutable and thread-safe.
 *
 * <p>Source: docs/correlation.md, "Coincidence test".
 */
public final class LeadTimes {
    private final double[] seconds;

    private LeadTimes(double[] seconds) {
        this.seconds = seconds;
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
        return new LeadTimes(leads.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static long[] onsets(RunEvents run, List<Event> events) {
        return events.stream()
                .mapToLong(Event::onsetMillis)
                .filter(run.coverage()::contains)
                .toArray();
    }

    /** Returns how many there are. */
    public int count() {
        return seconds.length;
    }

    /**
     * Returns the lead time that a share of them does not exceed, in seconds, between neighbours in proportion; nothing if
     * there is none.
     *
     * @param share 0 to 1; 0.5 is the median
     */
    public OptionalDouble quantileSeconds(double share) {
        return seconds.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantile.withDefaults()
                        .with(Quantile.EstimationMethod.HF7)
                        .withCopy(true)
                        .evaluate(seconds, share));
    }
}
