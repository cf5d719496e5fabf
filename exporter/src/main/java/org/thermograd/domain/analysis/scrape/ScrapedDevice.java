package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A device and its collapses of one kind, as scrapes saw them.
 *
 * @param name its name in the analysis
 * @param reasons what was scraped of each reason of the kind; empty if the exporter knows none for this device
 */
public record ScrapedDevice(String name, SortedMap<String, ScrapedReason> reasons) {
    public ScrapedDevice {
        requireNonNull(name, "name");
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }

    /** Returns whether a collapse for any of the reasons could have been seen at any time. */
    public boolean isObservable() {
        return reasons.values().stream().anyMatch(ScrapedReason::isObservable);
    }
}
