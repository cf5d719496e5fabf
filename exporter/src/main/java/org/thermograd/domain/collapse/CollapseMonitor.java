package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.hardware.SnapshotListener;

/**
 * Watches the devices of a host for collapses, sample by sample. Samples come from one thread; {@link #devices} may be
 * called from any.
 *
 * <ul>
 *   <li>A reason of a driver or of the kernel counts once it has lasted for a while, unless the device idles, and so
 *       does a clock far below the highest where no driver gives reasons; see {@link CollapseConfig.Confirmed}. An efficiency drop is inferred by the rule of {@code EfficiencyIndex}. The flags of a recording
 *       count as they are. The onset is in each case the first sample of the condition.
 *   <li>Where the clock is set, what goes on has ended, as over a gap.
 *   <li>A device that is in a collapse when it is first seen, or seen again after a gap, has an onset that nobody saw:
 *       the collapse is active and its seconds count, but it is no event.
 *   <li>An efficiency drop could be seen where utilization and temperature are read, the index is past its warm-up,
 *       the device is loaded and heating, and the temperature has changed at least once since the start. All such time before
 *       that first change counts then.
 * </ul>
 */
public final class CollapseMonitor implements SnapshotListener {
    /** How many onsets are kept for each device and reason. */
    public static final int SLOTS = 16;

    private static final List<Quantity> TELLING =
            List.of(Quantity.GPU_UTILIZATION_RATIO, Quantity.GPU_THROTTLE_ACTIVE, Quantity.GPU_TEMPERATURE_CELSIUS);

    private final CollapseConfig config;
    private final CollapseListener listener;
    private final Map<String, DeviceTrack> tracks = new LinkedHashMap<>();
    /** What was counted before a restart, of devices that have not been seen since. */
    private final Map<Device, SortedMap<CollapseReason, CollapseTrack>> restored = new LinkedHashMap<>();

    private volatile List<DeviceStatus> devices = List.of();

    /**
     * Makes a monitor that has seen nothing.
     *
     * @param config its options
     * @param listeners told of samples and collapses, in this order
     */
    public CollapseMonitor(CollapseConfig config, List<CollapseListener> listeners) {
        this.config = requireNonNull(config, "config");
        this.listener = new AllListeners(listeners);
    }

    @Override
    public String name() {
        return "collapses";
    }

    @Override
    public void onClockSet(ClockChange change) {
        tracks.values().forEach(DeviceTrack::restart);
        listener.restarted(change);
        publish();
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        listener.sampled(snapshot);
        for (Device device : devicesOf(snapshot)) {
            track(device).accept(snapshot);
        }
        publish();
    }

    /**
     * Takes the flag that the monitor of a recording gave a device. One that is not later than the flag before is
     * skipped.
     */
    public void onRecordedFlag(Device device, Instant readAt, RecordedFlag flag) {
        track(device).acceptFlag(readAt, flag == RecordedFlag.COLLAPSE);
        publish();
    }

    /** Returns every device that was seen, with its newest state. */
    public List<DeviceStatus> devices() {
        return devices;
    }

    /** Returns the processors, and the accelerators that a probe described or read. */
    private static List<Device> devicesOf(HardwareSnapshot snapshot) {
        Map<String, Device> found = new LinkedHashMap<>();
        if (!snapshot.readings(Quantity.CPU_UTILIZATION_RATIO).isEmpty()) {
            found.put(Device.CPU.name(), Device.CPU);
        }
        snapshot.devices().stream()
                .map(DeviceDescription::device)
                .forEach(device -> found.putIfAbsent(device.name(), device));
        for (Quantity quantity : TELLING) {
            snapshot.readings(quantity).stream()
                    .map(SensorReading::sensor)
                    .flatMap(sensor -> sensor.device().stream())
                    .forEach(device -> found.putIfAbsent(device.name(), device));
        }
        return List.copyOf(found.values());
    }

    private DeviceTrack track(Device device) {
        return tracks.computeIfAbsent(
                device.name(), name -> new DeviceTrack(device, config, listener, takeRestored(device)));
    }

    private Map<CollapseReason, CollapseTrack> takeRestored(Device device) {
        SortedMap<CollapseReason, CollapseTrack> counted = restored.remove(device);
        return counted == null ? Map.of() : counted;
    }

    /** Returns what is counted in a form for {@link #restore}; like samples from their one thread. */
    public byte[] write() {
        Map<Device, SortedMap<CollapseReason, CollapseTrack>> all = new LinkedHashMap<>(restored);
        tracks.values().forEach(track -> all.put(track.device(), track.tracks()));
        return WrittenCollapses.write(all);
    }

    /**
     * Goes on counting where another monitor stopped; before the first sample. A device is the same where its name and its uuid
     * are. A collapse that went on is the same one if its device is still in it within the time that is no gap, and counted once.
     *
     * @throws IllegalArgumentException if the state is not whole, or of another version; nothing has changed then
     */
    public void restore(byte[] state) {
        restored.putAll(WrittenCollapses.read(state, config));
    }

    private void publish() {
        List<DeviceStatus> now = new ArrayList<>();
        tracks.values().forEach(track -> now.add(track.status()));
        devices = List.copyOf(now);
    }

    /** Tells several listeners. */
    private record AllListeners(List<CollapseListener> listeners) implements CollapseListener {
        AllListeners {
            listeners = List.copyOf(listeners);
        }

        @Override
        public void restarted(ClockChange change) {
            listeners.forEach(listener -> listener.restarted(change));
        }

        @Override
        public void sampled(HardwareSnapshot snapshot) {
            listeners.forEach(listener -> listener.sampled(snapshot));
        }

        @Override
        public void observed(DeviceStatus status) {
            listeners.forEach(listener -> listener.observed(status));
        }

        @Override
        public void flagged(Device device, CollapseReason reason, long millis, FlagState state, long sinceMillis) {
            listeners.forEach(listener -> listener.flagged(device, reason, millis, state, sinceMillis));
        }

        @Override
        public void started(Device device, CollapseReason reason, long onsetMillis) {
            listeners.forEach(listener -> listener.started(device, reason, onsetMillis));
        }

        @Override
        public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
            listeners.forEach(listener -> listener.ended(device, reason, onsetMillis, endMillis));
        }
    }

    /** What the monitor of a recording said of a device at one sample. */
    public enum RecordedFlag {
        /** The device was in no collapse. */
        CLEAR,
        /** The device was in a collapse. */
        COLLAPSE
    }
}
