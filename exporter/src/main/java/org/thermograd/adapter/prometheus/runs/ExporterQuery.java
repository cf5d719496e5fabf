package org.thermograd.adapter.prometheus.runs;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.DeviceName;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeRange;

/**
 * What is to be read.
 *
 * @param range the time
 * @param runs names of runs; all if empty
 * @param instances exporters that the runs pushed to; all if empty
 * @param devices names of devices; those of each run if empty
 * @param kind which collapses; if absent the first that any device of the runs can show: confirmed, inferred, recorded
 * @param config how what was read becomes events
 */
public record ExporterQuery(
        TimeRange range,
        SortedSet<String> runs,
        SortedSet<String> instances,
        SortedSet<String> devices,
        Optional<CollapseKind> kind,
        CorrelationConfig config) {
    public ExporterQuery {
        requireNonNull(range, "range");
        requireNonNull(kind, "kind");
        requireNonNull(config, "config");
        runs = copy(runs);
        instances = copy(instances);
        devices = copy(devices);
    }

    /** Returns a query for all runs of a time, on all their devices. */
    public static ExporterQuery of(TimeRange range, CorrelationConfig config) {
        return new ExporterQuery(range, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), Optional.empty(), config);
    }

    /** Returns the same for the runs that pushed to some exporters only. */
    public ExporterQuery withInstances(SortedSet<String> others) {
        return new ExporterQuery(range, runs, others, devices, kind, config);
    }

    /** Returns whether a device is asked for, by any of its names. */
    boolean asksFor(String device) {
        return devices.isEmpty() || DeviceName.among(devices, device).isPresent();
    }

    /** Returns the earliest time, inclusive. */
    Instant from() {
        return range.from();
    }

    /** Returns the latest time, inclusive. */
    Instant to() {
        return range.to();
    }

    private static SortedSet<String> copy(SortedSet<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
