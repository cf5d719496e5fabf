package org.thermograd.adapter.prometheus.runs;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.thermograd.domain.analysis.scrape.DeviceHistory;

/**
 * A device that somebody exposes.
 *
 * @param key which one
 * @param reasons why it can be held back, as far as that is told; empty if it cannot show collapses
 * @param given why it was, where the scrapes tell that apart
 * @param intervalMillis the median time between scrapes; 0 where its event times are exact
 * @param history what happened to it, under a name
 */
record FoundDevice(
        DeviceKey key,
        SortedSet<String> reasons,
        SortedSet<String> given,
        double intervalMillis,
        Function<String, DeviceHistory> history) {
    private static final String UUID_PREFIX = "gpu-";

    FoundDevice {
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        given = Collections.unmodifiableSortedSet(new TreeSet<>(given));
    }

    /** Returns whether a run that names a device by its uuid means this one; not every exporter writes it the same way. */
    boolean hasUuid(String uuid) {
        return !uuid.isEmpty() && plain(uuid).equals(plain(key.uuid()));
    }

    private static String plain(String uuid) {
        String lower = uuid.toLowerCase(Locale.ROOT);
        return lower.startsWith(UUID_PREFIX) ? lower.substring(UUID_PREFIX.length()) : lower;
    }

    /** Returns whether it is a device of the host of an exporter, by what stands before the port of their instances. */
    boolean isOnHostOf(ExporterTarget exporter) {
        return host(key.exporter().instance()).equals(host(exporter.instance()));
    }

    private static String host(String instance) {
        int colon = instance.lastIndexOf(':');
        return colon < 0 ? instance : instance.substring(0, colon);
    }
}
