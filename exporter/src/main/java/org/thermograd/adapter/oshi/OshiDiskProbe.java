package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import oshi.hardware.HWDiskStore;

/** Traffic of the disks. Costly: milliseconds, so not read at each sample. */
final class OshiDiskProbe extends OshiProbe {
    private final Supplier<List<HWDiskStore>> source;

    OshiDiskProbe(Supplier<List<HWDiskStore>> source, Duration interval) {
        super("oshi_disk", interval);
        this.source = source;
    }

    @Override
    public void read(ReadingsBuilder readings) {
        Set<String> seen = new HashSet<>();
        // Listing them anew finds disks that came and went, and costs less than updating each.
        for (HWDiskStore disk : source.get()) {
            String name = disk.getName().replaceFirst("^/dev/", "").strip();
            if (!name.isEmpty() && seen.add(name)) {
                readings.add(Sensor.ofHost(Quantity.DISK_READ_BYTES_TOTAL, name), disk.getReadBytes());
                readings.add(Sensor.ofHost(Quantity.DISK_WRITTEN_BYTES_TOTAL, name), disk.getWriteBytes());
            }
        }
    }
}
