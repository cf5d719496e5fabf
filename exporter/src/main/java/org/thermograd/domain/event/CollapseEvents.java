package org.thermograd.domain.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.Require;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.TimeSeries;

/**
 * The collapses of a device, of one kind. Immutable and thread-safe.
 *
 * @param events the collapses whose onset was seen, in time order
 * @param leftCensored number of stretches of samples that start inside a collapse, whose onset nobody saw; at least 0
 */
public record CollapseEvents(List<Event> events, int leftCensored) {
    /** A collapse sooner than this after the last one joins it, unless something else is asked for. */
    public static final int REFRACTORY_SECONDS = 10;

    private static final String THROTTLING = "throttling";
    private static final String EFFICIENCY = "efficiency";
    private static final String RECORDED = "recorded";

    /**
     * Copies the list and checks the count.
     *
     * @throws IllegalArgumentException if {@code leftCensored} is negative
     */
    public CollapseEvents {
        events = List.copyOf(requireNonNull(events, "events"));
        Require.notNegative("leftCensored", leftCensored);
    }

    /**
     * Finds collapses in a flag that is 1 while the device is in a collapse.
     *
     * <ul>
     *   <li>{@code NaN} is a missing flag: the sample is skipped as if it did not exist, so that a gap and an
     *       uncertainty reach over it. 0 is "no collapse", any other value is "collapse".
     *   <li>A sample more than {@code gapMillis} after the one before it starts a new stretch.
     *   <li>An onset is a step from 0 to 1 within one stretch. Its uncertainty is the time since that 0.
     *   <li>A stretch that starts at 1 is left-censored: it is counted, and its samples belong to no event until the
     *       flag has returned to 0. A collapse that goes on across a gap thus ends before it.
     *   <li>An onset less than {@code refractoryMillis} after the last flagged sample of the event before it joins
     *       that event, which keeps its onset and uncertainty; at that distance exactly it is an event of its own.
     *       An event is joined across a gap too, and samples left out as left-censored do not prolong it.
     * </ul>
     *
     * <p>A rule that flags a collapse only when its conditions have held for a while has to give a flag that is 1 from
     * the first sample of that hold, as the flags of {@link CollapseKind#INFERRED} and {@link CollapseKind#CONFIRMED}
     * are. A recorded flag comes as late as its monitor raised it.
     *
     * @param source the device, the source of the events, not empty
     * @param kind where the flags come from
     * @param flags the samples of the flag
     * @param refractoryMillis at least 0
     * @param gapMillis longest distance of neighbors in a stretch, at least 0; a limit that is not whole is rounded
     *     down, as distances are whole
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CollapseEvents fromFlags(
            String source, CollapseKind kind, TimeSeries flags, long refractoryMillis, long gapMillis) {
        return fromFlags(train(source, kind, refractoryMillis), flags, gapMillis);
    }

    private static EventTrain train(String source, CollapseKind kind, long refractoryMillis) {
        return switch (kind) {
            case CONFIRMED -> new EventTrain(source, EventKind.CONFIRMED_COLLAPSE, THROTTLING, refractoryMillis);
            case INFERRED -> new EventTrain(source, EventKind.INFERRED_COLLAPSE, EFFICIENCY, refractoryMillis);
            case RECORDED -> new EventTrain(source, EventKind.RECORDED_COLLAPSE, RECORDED, refractoryMillis);
        };
    }

    /**
     * Joins collapses that somebody else found, for one reason or several, into those of the device: where two overlap,
     * or one begins less than {@code refractoryMillis} after the other ended, they are one.
     *
     * @param source the device, the source of the events, not empty
     * @param kind where they come from
     * @param spans from the first to the last flagged sample, in any order
     * @param refractoryMillis at least 0; at that distance exactly a collapse is one of its own
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static List<Event> fromSpans(
            String source, CollapseKind kind, List<EventSpan> spans, long refractoryMillis) {
        EventTrain train = train(source, kind, refractoryMillis);
        List<EventSpan> ascending = new ArrayList<>(spans);
        Collections.sort(ascending);
        long endMillis = Long.MIN_VALUE;
        for (EventSpan span : ascending) {
            if (span.onsetMillis() <= endMillis) {
                train.extend(Math.max(span.endMillis(), endMillis));
            } else {
                train.start(span.onsetMillis(), 0);
                if (span.endMillis() > span.onsetMillis()) {
                    train.extend(span.endMillis());
                }
            }
            endMillis = Math.max(endMillis, span.endMillis());
        }
        return train.events();
    }

    private static CollapseEvents fromFlags(EventTrain train, TimeSeries flags, long gapMillis) {
        requireNonNull(flags, "flags");
        EventTrain.requireNotNegative(gapMillis, "gapMillis");
        Phase phase = Phase.UNKNOWN;
        long previousMillis = 0;
        int leftCensored = 0;
        for (int i = 0; i < flags.size(); i++) {
            double flag = flags.value(i);
            if (Double.isNaN(flag)) {
                continue;
            }
            long now = flags.epochMillis(i);
            if (phase != Phase.UNKNOWN && now - previousMillis > gapMillis) {
                phase = Phase.UNKNOWN;
            }
            if (flag == 0) {
                phase = Phase.CLEAR;
            } else if (phase == Phase.UNKNOWN) {
                phase = Phase.CENSORED;
                leftCensored++;
            } else if (phase == Phase.CLEAR) {
                phase = Phase.COLLAPSED;
                train.start(now, now - previousMillis);
            } else if (phase == Phase.COLLAPSED) {
                train.extend(now);
            }
            previousMillis = now;
        }
        return new CollapseEvents(train.events(), leftCensored);
    }

    /**
     * Finds collapses in counters of them, or of the time spent in them.
     *
     * <p>An increase ({@link CounterIncreases}) is an onset at its sample with the time since the sample before as uncertainty,
     * and joins the event of the last increase if it comes less than {@code refractoryMillis} after it; at that
     * distance exactly it is an event of its own. How much the counter rose is not kept: an event of one sample may
     * stand for several collapses. Gaps make no difference, and nothing
     * is ever left-censored.
     *
     * @param source the device, the source of the events, not empty
     * @param kind who counts
     * @param counters the samples of each counter of the device; what several rise by at one time is one sample
     * @param refractoryMillis at least 0
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static CollapseEvents fromCounters(
            String source, CollapseKind kind, List<TimeSeries> counters, long refractoryMillis) {
        SortedMap<Long, Long> uncertaintyByTime = new TreeMap<>();
        for (TimeSeries counter : counters) {
            for (CounterIncreases.Increase increase :
                    CounterIncreases.of(counter).all()) {
                if (increase.amount() > 0) {
                    uncertaintyByTime.merge(
                            increase.atMillis(), increase.atMillis() - increase.afterMillis(), Math::max);
                }
            }
        }
        EventTrain train = train(source, kind, refractoryMillis);
        uncertaintyByTime.forEach(train::start);
        return new CollapseEvents(train.events(), 0);
    }

    /** Where in a stretch the samples are. */
    private enum Phase {
        UNKNOWN,
        CLEAR,
        COLLAPSED,
        CENSORED
    }
}
