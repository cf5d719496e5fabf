package org.thermograd.domain.collapse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;

/**
 * The newest collapses of the devices of this host, at most 256 of them, with what was read while they lasted. One whose onset
 * nobody saw is not in it. Thread-safe.
 */
public final class CollapseJournal implements CollapseListener {
    private record Key(String device, CollapseReason reason) {}

    /** A collapse that may go on. */
    private static final class Entry {
        private final Device device;
        private final CollapseReason reason;
        private final long onsetMillis;
        private final Evidence evidence;
        private OptionalLong endMillis = OptionalLong.empty();

        Entry(Device device, CollapseReason reason, long onsetMillis, Evidence evidence) {
            this.device = device;
            this.reason = reason;
            this.onsetMillis = onsetMillis;
            this.evidence = evidence;
        }

        CollapseRecord told() {
            return new CollapseRecord(
                    device,
                    reason,
                    onsetMillis,
                    endMillis,
                    evidence.peakCelsius(),
                    evidence.clockRatio(),
                    evidence.energyJoules());
        }
    }

    @GuardedBy("this")
    private final Newest<Entry> newest = new Newest<>();

    /** The newest collapse of a device for a reason, whether it has ended or not. */
    @GuardedBy("this")
    private final Map<Key, Entry> last = new HashMap<>();

    /** What is read in a condition that is no collapse yet. */
    @GuardedBy("this")
    private final Map<Key, Evidence> pending = new HashMap<>();

    @GuardedBy("this")
    private @Nullable HardwareSnapshot snapshot;

    /** Makes a journal that is empty. */
    public CollapseJournal() {}

    @Override
    public synchronized void restarted(ClockChange change) {
        pending.clear();
    }

    @Override
    public synchronized void sampled(HardwareSnapshot newestSnapshot) {
        snapshot = newestSnapshot;
    }

    @Override
    public synchronized void flagged(
            Device device, CollapseReason reason, long millis, FlagState state, long sinceMillis) {
        Key key = new Key(device.name(), reason);
        if (state == FlagState.DOWN) {
            pending.remove(key);
            return;
        }
        Optional<Entry> open = Optional.ofNullable(last.get(key)).filter(entry -> entry.endMillis.isEmpty());
        if (open.isPresent() && state == FlagState.PENDING) {
            // It may have ended.
            return;
        }
        HardwareSnapshot read = snapshot;
        if (read != null) {
            open.map(entry -> entry.evidence)
                    .orElseGet(() -> pending.computeIfAbsent(key, any -> new Evidence()))
                    .add(new DeviceState(read, device));
        }
    }

    /** Takes the beginning of a collapse; one that goes on after a break has the onset of the one before. */
    @Override
    public synchronized void started(Device device, CollapseReason reason, long onsetMillis) {
        Key key = new Key(device.name(), reason);
        Evidence evidence = Optional.ofNullable(pending.remove(key)).orElseGet(Evidence::new);
        Entry before = last.get(key);
        if (before != null && before.onsetMillis == onsetMillis) {
            before.endMillis = OptionalLong.empty();
            before.evidence.join(evidence);
            return;
        }
        Entry entry = new Entry(device, reason, onsetMillis, evidence);
        last.put(key, entry);
        newest.add(entry);
    }

    @Override
    public synchronized void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
        Entry entry = last.get(new Key(device.name(), reason));
        if (entry != null && entry.onsetMillis == onsetMillis) {
            entry.endMillis = OptionalLong.of(endMillis);
        }
    }

    /** Returns the collapses, the newest onset first of those of one device and reason. */
    public synchronized List<CollapseRecord> newest() {
        List<CollapseRecord> told = new ArrayList<>();
        newest.forEach(entry -> told.add(entry.told()));
        Collections.reverse(told);
        return List.copyOf(told);
    }
}
