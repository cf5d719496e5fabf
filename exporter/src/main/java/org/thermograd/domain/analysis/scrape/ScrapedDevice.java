package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.series.TimeSeries;

/**
 * A device and its collapses of one kind, as scrapes saw them.
 *
 * @param name its name in the analysis
 * @param reasons what was scraped of each reason of the kind; empty if the exporter knows none for this device
 */
public record ScrapedDevice(String name, SortedMap<String, Reason> reasons) {
    public ScrapedDevice {
        requireNonNull(name, "name");
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /** Returns whether a collapse for any of the reasons could have been seen at any time. */
    public boolean isObservable() {
        return reasons.values().stream().anyMatch(Reason::isObservable);
    }

    /**
     * The collapses of a device for one reason as scrapes saw them.
     *
     * @param series what was scraped; absent where there was nothing
     * @param collapses their onsets and ends
     */
    public record Reason(Map<DeviceSeries, TimeSeries> series, EventSlots collapses) {
        public Reason {
            requireNonNull(collapses, "collapses");
            Map<DeviceSeries, TimeSeries> copy = new EnumMap<>(DeviceSeries.class);
            copy.putAll(series);
            series = Collections.unmodifiableMap(copy);
        }

        /** Returns the samples of a series, none if it was not scraped. */
        public TimeSeries of(DeviceSeries one) {
            TimeSeries found = series.get(one);
            return found == null ? TimeSeries.EMPTY : found;
        }

        /** Returns whether a collapse could have been seen at any time. */
        public boolean isObservable() {
            TimeSeries observable = of(DeviceSeries.OBSERVABLE);
            for (int i = 0; i < observable.size(); i++) {
                if (observable.value(i) > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
