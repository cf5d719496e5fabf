package org.thermograd.domain.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.CounterIncreases.Origin;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Times of events that a process keeps in numbered slots, the newest in the place of the oldest, as who looked now and
 * then saw them. Every value of a slot that differs from the one before is an event, so none is missed as long as no
 * more happened between two looks than there are slots; a counter of the events tells. Immutable and thread-safe.
 */
public final class EventSlots {
    /** No event was seen. */
    public static final EventSlots NONE = of(Map.of(), Map.of());

    private final List<TimeSeries> onsetSeconds;
    private final List<EventSpan> spans;
    /** When a slot got another value, ascending. */
    private final long[] changeMillis;

    private EventSlots(List<TimeSeries> onsetSeconds, List<EventSpan> spans) {
        this.onsetSeconds = List.copyOf(onsetSeconds);
        this.spans = List.copyOf(spans);
        this.changeMillis = changes(onsetSeconds);
    }

    /**
     * Returns what was seen in slots.
     *
     * @param onsetSeconds by slot its samples: the onset of the event in it, in seconds since 1970 UTC; rounded to
     *     milliseconds. Samples that are not finite are left out
     * @param endSeconds by the same slots the last sample of that event so far, looked at when the onsets were; of a
     *     slot without one an event ends where it began
     */
    public static EventSlots of(Map<String, TimeSeries> onsetSeconds, Map<String, TimeSeries> endSeconds) {
        SortedMap<Long, Double> endByOnset = SlotPairs.greatest(onsetSeconds, endSeconds);
        SortedSet<Long> onsets = new TreeSet<>();
        onsetSeconds.values().forEach(slot -> onsets.addAll(finite(slot)));
        List<EventSpan> spans = new ArrayList<>();
        for (long onset : onsets) {
            Double end = endByOnset.get(onset);
            spans.add(new EventSpan(onset, end == null ? onset : Math.max(onset, SlotPairs.millis(end))));
        }
        return new EventSlots(List.copyOf(onsetSeconds.values()), spans);
    }

    private static List<Long> finite(TimeSeries seconds) {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            if (Double.isFinite(seconds.value(i))) {
                millis.add(SlotPairs.millis(seconds.value(i)));
            }
        }
        return millis;
    }

    /** Returns the events, each once, ascending; with the latest end that was seen. */
    public List<EventSpan> spans() {
        return spans;
    }

    /**
     * Returns how many of the events that a counter counted have a time here. At the first look after a reset, or at
     * the beginning, all slots are new; else those whose value changed.
     */
    int readable(Increase increase) {
        if (increase.origin() != Origin.SAMPLE) {
            return countAt(increase.atMillis());
        }
        int from = Arrays.binarySearch(changeMillis, increase.afterMillis() + 1);
        int at = from < 0 ? -from - 1 : firstOf(from);
        int readable = 0;
        while (at < changeMillis.length && changeMillis[at] <= increase.atMillis()) {
            readable++;
            at++;
        }
        return readable;
    }

    /** Several slots may change at once. */
    private int firstOf(int index) {
        int first = index;
        while (first > 0 && changeMillis[first - 1] == changeMillis[index]) {
            first--;
        }
        return first;
    }

    private static long[] changes(Collection<TimeSeries> slots) {
        LongStream.Builder changes = LongStream.builder();
        for (TimeSeries slot : slots) {
            for (int i = 0; i < slot.size(); i++) {
                if (i == 0 || slot.value(i) != slot.value(i - 1)) {
                    changes.add(slot.epochMillis(i));
                }
            }
        }
        return changes.build().sorted().toArray();
    }

    /**
     * Returns the oldest onset that stood in the slots at a time.
     *
     * @param epochMillis when somebody looked
     */
    public Optional<Long> oldestAt(long epochMillis) {
        TreeSet<Long> onsets = new TreeSet<>();
        for (TimeSeries slot : onsetSeconds) {
            TimeSeries then = slot.between(epochMillis, epochMillis + 1);
            if (then.size() > 0 && Double.isFinite(then.value(0))) {
                onsets.add(SlotPairs.millis(then.value(0)));
            }
        }
        return onsets.isEmpty() ? Optional.empty() : Optional.of(onsets.first());
    }

    /** Returns how many events stood in the slots at a time. */
    public int countAt(long epochMillis) {
        int count = 0;
        for (TimeSeries slot : onsetSeconds) {
            count += slot.between(epochMillis, epochMillis + 1).size();
        }
        return count;
    }

    /** Returns the events that a counter counted and that have no time here. */
    public MissingEvents missing(CounterIncreases counter) {
        long count = 0;
        List<Segment> stretches = new ArrayList<>();
        for (Increase increase : counter.all()) {
            long missing = Math.round(increase.amount()) - (increase.amount() > 0 ? readable(increase) : 0);
            if (missing > 0) {
                count += missing;
                stretches.add(new Segment(increase.afterMillis(), increase.atMillis() + 1));
            }
        }
        return new MissingEvents(count, stretches);
    }
}
