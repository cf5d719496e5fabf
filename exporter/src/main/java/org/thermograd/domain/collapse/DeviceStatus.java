package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.hardware.Device;

/**
 * What is known about the efficiency and the collapses of one device after one sample. Immutable.
 *
 * @param device which one
 * @param time when the newest sample of it was taken
 * @param efficiency its efficiency then; absent where its utilization was not read
 * @param throttleReasons why its driver holds it back now; empty for no reason, or where no driver tells
 * @param collapses by reason; those that cannot be observed are there too
 */
public record DeviceStatus(
        Device device,
        Instant time,
        Optional<EfficiencyReading> efficiency,
        SortedSet<String> throttleReasons,
        SortedMap<CollapseReason, CollapseStatus> collapses) {
    /** Copies the collections. */
    public DeviceStatus {
        requireNonNull(device, "device");
        requireNonNull(time, "time");
        requireNonNull(efficiency, "efficiency");
        throttleReasons = Collections.unmodifiableSortedSet(new TreeSet<>(throttleReasons));
        collapses = Collections.unmodifiableSortedMap(new TreeMap<>(collapses));
    }
}
