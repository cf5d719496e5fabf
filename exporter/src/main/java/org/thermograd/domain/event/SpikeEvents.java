package org.thermograd.domain.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.TimeSeries;

/** Finds spike events in the flagged steps of a run. */
public final class SpikeEvents {
    /** A flagged step sooner than this after the last one joins its spike, unless something else is asked for. */
    public static final int REFRACTORY_SECONDS = 5;

    private SpikeEvents() {}

    /**
     * Returns the spikes of a run in time order.
     *
     * <p>The onset is the first flagged step. A flagged step less than {@code refractoryMillis} after the last flagged
     * one joins its event, however long the event has become; at that distance exactly it starts the next. A spike is
     * known by its own step, so its uncertainty is 0.
     *
     * @param source the run, the source of the events, not empty
     * @param reason the reason of the events, such as the identifier of the rule; not empty
     * @param gradNorms the steps; only their times are read
     * @param flagged tells by the index of a step whether it is a spike
     * @param refractoryMillis at least 0; with 0 every flagged step is an event
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static List<Event> find(
            String source, String reason, TimeSeries gradNorms, IntPredicate flagged, long refractoryMillis) {
        requireNonNull(gradNorms, "gradNorms");
        requireNonNull(flagged, "flagged");
        EventTrain train = new EventTrain(source, EventKind.SPIKE, reason, refractoryMillis);
        for (int i = 0; i < gradNorms.size(); i++) {
            if (flagged.test(i)) {
                train.start(gradNorms.epochMillis(i), 0);
            }
        }
        return train.events();
    }

    /**
     * Returns the spikes and the level shifts of a run in time order: the events of {@link #find}, of which one that holds
     * the first step of a level shift is of kind {@link EventKind#LEVEL_SHIFT} and no spike.
     *
     * @param firstOfShift tells by the index of a step whether a level shift begins with it
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static List<Event> findWithShifts(
            String source,
            String reason,
            TimeSeries gradNorms,
            IntPredicate flagged,
            IntPredicate firstOfShift,
            long refractoryMillis) {
        List<Event> events = new ArrayList<>(find(source, reason, gradNorms, flagged, refractoryMillis));
        int event = -1;
        int left = 0;
        for (int i = 0; i < gradNorms.size(); i++) {
            if (flagged.test(i)) {
                if (left == 0) {
                    event++;
                    left = events.get(event).samples();
                }
                left--;
                if (firstOfShift.test(i)) {
                    Event one = events.get(event);
                    events.set(event, one.as(EventKind.LEVEL_SHIFT));
                }
            }
        }
        return List.copyOf(events);
    }

    /**
     * Returns the spikes that somebody else counted, in time order. An increase ({@link CounterIncreases}) is a spike at
     * its sample, with the time since the sample before as uncertainty; it joins the spike of the last increase if it
     * comes less than {@code refractoryMillis} after it.
     *
     * @param source the run, the source of the events, not empty
     * @param reason the reason of the events, not empty
     * @param counter the samples of the counter
     * @param refractoryMillis at least 0
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static List<Event> fromCounter(String source, String reason, TimeSeries counter, long refractoryMillis) {
        EventTrain train = new EventTrain(source, EventKind.SPIKE, reason, refractoryMillis);
        for (CounterIncreases.Increase increase : CounterIncreases.of(counter).all()) {
            if (increase.amount() > 0) {
                train.start(increase.atMillis(), increase.atMillis() - increase.afterMillis());
            }
        }
        return train.events();
    }
}
