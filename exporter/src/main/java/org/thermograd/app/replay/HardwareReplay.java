package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.SensorReading;

/**
 * Plays the samples of a recording back: a snapshot at each time at which a device was sampled. The readings of the others
 * stay in it with their own time, until they are too old. Confined to one thread.
 */
final class HardwareReplay {
    private final List<ReplayDevice> devices;
    private final CollapseMonitor monitor;
    private final int[] next;
    private final Map<String, Long> staleMillis = new HashMap<>();
    private final Map<String, List<SensorReading>> newest = new HashMap<>();
    private Set<String> fresh = Set.of();
    private @Nullable HardwareSnapshot latest;

    HardwareReplay(List<ReplayDevice> devices, CollapseMonitor monitor) {
        this.devices = List.copyOf(devices);
        this.monitor = monitor;
        this.next = new int[devices.size()];
        devices.forEach(device -> staleMillis.put(device.device().name(), device.staleMillis()));
    }

    /** Returns the time of the next sample; {@link Long#MAX_VALUE} after the last. */
    long nextMillis() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < devices.get(i).samples().size()) {
                first = Math.min(first, devices.get(i).samples().epochMillis(next[i]));
            }
        }
        return first;
    }

    /** Plays all samples of the next time. */
    void advance() {
        long now = nextMillis();
        List<Runnable> flags = new ArrayList<>();
        for (int i = 0; i < next.length; i++) {
            ReplayDevice device = devices.get(i);
            int row = next[i];
            if (row < device.samples().size() && device.samples().epochMillis(row) == now) {
                newest.put(device.device().name(), device.readings(row));
                device.recordedFlag(row)
                        .ifPresent(flag -> flags.add(
                                () -> monitor.onRecordedFlag(device.device(), Instant.ofEpochMilli(now), flag)));
                next[i]++;
            }
        }
        publish(now);
        flags.forEach(Runnable::run);
    }

    /** Drops readings that have become too old since the last sample. */
    void refresh(long now) {
        if (latest != null && !freshAt(now).equals(fresh)) {
            publish(now);
        }
    }

    private Set<String> freshAt(long now) {
        return newest.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .filter(entry -> now - entry.getValue().get(0).readAt().toEpochMilli()
                        <= requireNonNull(staleMillis.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void publish(long now) {
        fresh = freshAt(now);
        List<ProbeReadings> given = new ArrayList<>();
        for (ReplayDevice device : devices) {
            List<SensorReading> readings = newest.get(device.device().name());
            given.add(new ProbeReadings(
                    List.of(device.description()),
                    readings == null || !fresh.contains(device.device().name()) ? List.of() : readings));
        }
        HardwareSnapshot snapshot = new HardwareSnapshot(Instant.ofEpochMilli(now), given, List.of());
        latest = snapshot;
        monitor.onSnapshot(snapshot);
    }

    /** Returns the newest snapshot; nothing before the first sample. */
    Optional<HardwareSnapshot> latest() {
        return Optional.ofNullable(latest);
    }
}
