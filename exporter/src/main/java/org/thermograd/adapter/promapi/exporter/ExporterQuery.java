package org.thermograd.adapter.promapi.exporter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.event.CollapseKind;

/**
 * What is to be read.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, inclusive; not before {@code from}
 * @param runs names of runs; all if empty
 * @param instances exporters that the runs pushed to; all if empty
 * @param devices names of devices; those of each run if empty
 * @param kind which collapses; if absent the first that any device of the runs can show: confirmed, inferred, recorded
 * @param config how what was read becomes events
 */
public record ExporterQuery(
        Instant from,
        Instant to,
        SortedSet<String> runs,
        SortedSet<String> instances,
        SortedSet<String> devices,
        Optional<CollapseKind> kind,
        CorrelationConfig config) {
    public ExporterQuery {
        requireNonNull(kind, "kind");
        requireNonNull(config, "config");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from " + from + ", got " + to);
        }
        runs = copy(runs);
        instances = copy(instances);
        devices = copy(devices);
    }

    private static SortedSet<String> copy(SortedSet<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
