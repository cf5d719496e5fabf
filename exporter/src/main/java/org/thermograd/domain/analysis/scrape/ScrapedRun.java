package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.event.SlotPairs;
import org.thermograd.domain.series.TimeSeries;

/**
 * A training run as scrapes saw it.
 *
 * @param id its name in the analysis
 * @param series what was scraped; absent where there was nothing
 * @param slots what was scraped of its slots, by their names; absent where there was nothing
 */
public record ScrapedRun(String id, Map<RunSeries, TimeSeries> series, Map<SlotSeries, Map<String, TimeSeries>> slots) {
    public ScrapedRun {
        requireNonNull(id, "id");
        Map<RunSeries, TimeSeries> copy = new EnumMap<>(RunSeries.class);
        copy.putAll(series);
        series = Collections.unmodifiableMap(copy);
        Map<SlotSeries, Map<String, TimeSeries>> slotsCopy = new EnumMap<>(SlotSeries.class);
        slots.forEach((one, bySlot) -> slotsCopy.put(one, Map.copyOf(bySlot)));
        slots = Collections.unmodifiableMap(slotsCopy);
    }

    /**
     * Returns when the counters of the run were 0, in milliseconds, where it began in the range that was read.
     *
     * @param fromMillis the beginning of that
     */
    public OptionalLong beganMillis(long fromMillis) {
        TimeSeries start = of(RunSeries.START_SECONDS);
        long began = start.size() == 0 ? Long.MIN_VALUE : SlotPairs.millis(start.value(0));
        return start.size() > 0 && began >= fromMillis ? OptionalLong.of(began) : OptionalLong.empty();
    }

    /**
     * Returns when the run restarted from a checkpoint while it was watched, by the scrape that first showed it.
     *
     * @param fromMillis the beginning of the range that was read
     */
    SortedMap<Long, Long> restartMillis(long fromMillis) {
        TimeSeries scrapes = of(RunSeries.STEPS);
        long since = beganMillis(fromMillis).orElse(scrapes.size() == 0 ? fromMillis : scrapes.epochMillis(0));
        SortedMap<Long, Long> restarts = new TreeMap<>();
        for (TimeSeries slot : slots(SlotSeries.RESTART).values()) {
            for (int i = 0; i < slot.size(); i++) {
                if (Double.isFinite(slot.value(i)) && SlotPairs.millis(slot.value(i)) > since) {
                    restarts.merge(SlotPairs.millis(slot.value(i)), slot.epochMillis(i), Math::min);
                }
            }
        }
        return restarts;
    }

    /** Returns the samples of a series, none if it was not scraped. */
    public TimeSeries of(RunSeries one) {
        TimeSeries found = series.get(one);
        return found == null ? TimeSeries.EMPTY : found;
    }

    /** Returns the samples of slots by their names, none if they were not scraped. */
    Map<String, TimeSeries> slots(SlotSeries one) {
        return slots.getOrDefault(one, Map.of());
    }

    /** Returns the events whose times are in slots. */
    EventSlots events(SlotSeries times) {
        return EventSlots.of(slots(times), Map.of());
    }
}
