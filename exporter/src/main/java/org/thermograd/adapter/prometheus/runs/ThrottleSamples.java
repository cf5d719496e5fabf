package org.thermograd.adapter.prometheus.runs;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.TimeSeries;

/**
 * For what a device was held back at each scrape, by all its families together, in the bits of {@link ThrottleBits}. A
 * counter gives its reason at the scrapes at which it has risen. Immutable.
 */
final class ThrottleSamples {
    private final SortedMap<Long, Long> bits = new TreeMap<>();

    ThrottleSamples(Map<ThrottleFamily, List<TimeSeries>> series) {
        SortedMap<Long, Long> idle = new TreeMap<>();
        series.forEach((family, all) -> all.forEach(samples -> {
            switch (family.meaning()) {
                case MASK -> addMask(samples);
                case FLAG -> addFlag(family.reason(), samples);
                case COUNTER -> addCounter(family.reason(), samples);
                case IDLE -> addIdle(samples, idle);
            }
        }));
        // Idling says nothing where no reason is known.
        idle.forEach((time, bit) -> bits.computeIfPresent(time, (any, others) -> others | bit));
    }

    private void addMask(TimeSeries samples) {
        for (int i = 0; i < samples.size(); i++) {
            if (ThrottleBits.isMask(samples.value(i))) {
                add(samples.epochMillis(i), (long) samples.value(i));
            }
        }
    }

    private void addFlag(String reason, TimeSeries samples) {
        for (int i = 0; i < samples.size(); i++) {
            if (!Double.isNaN(samples.value(i))) {
                add(samples.epochMillis(i), samples.value(i) > 0 ? ThrottleBits.of(reason) : 0);
            }
        }
    }

    private void addCounter(String reason, TimeSeries samples) {
        for (CounterIncreases.Increase increase : CounterIncreases.of(samples).all()) {
            add(increase.atMillis(), increase.amount() > 0 ? ThrottleBits.of(reason) : 0);
        }
    }

    private static void addIdle(TimeSeries samples, SortedMap<Long, Long> idle) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.value(i) > 0) {
                idle.put(samples.epochMillis(i), ThrottleBits.of(ThrottleBits.IDLE));
            }
        }
    }

    private void add(long epochMillis, long more) {
        bits.merge(epochMillis, more, (a, b) -> a | b);
    }

    /** Returns one flag for all reasons: 1 in a collapse, else 0. */
    TimeSeries flags() {
        return TimeSeries.of(
                bits.keySet().stream().mapToLong(Long::longValue).toArray(),
                bits.values().stream()
                        .mapToDouble(given -> ThrottleBits.collapses(given).isEmpty() ? 0 : 1)
                        .toArray());
    }

    /** Returns the reasons of its collapses. */
    SortedSet<String> reasons() {
        SortedSet<String> reasons = new TreeSet<>();
        bits.values().stream().distinct().forEach(given -> reasons.addAll(ThrottleBits.collapses(given)));
        return reasons;
    }
}
