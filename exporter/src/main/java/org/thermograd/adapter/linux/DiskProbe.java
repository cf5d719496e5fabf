package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/** Traffic of whole disks, from {@code /proc/diskstats}. Loop devices and RAM disks are none. */
final class DiskProbe extends LinuxProbe {
    /** A sector of that file, whatever those of the disk are. */
    private static final double BYTES_PER_SECTOR = 512;

    private static final int BETWEEN_SECTORS = 3;

    private final Path blockDevices;
    private final KernelFile diskstats;
    private final Contents contents = new Contents();
    private final Map<String, Boolean> disks = new HashMap<>();

    DiskProbe(Path sysfs, Path procfs, Duration interval) {
        super("disk", interval);
        this.blockDevices = sysfs.resolve("class/block");
        this.diskstats = new KernelFile(procfs.resolve("diskstats"));
    }

    @Override
    void read(Instant now, ReadingsBuilder readings) throws IOException {
        boolean there = diskstats.readWholeIfThere(contents);
        while (there && !contents.atEnd()) {
            skipNumbers(2);
            String name = contents.word();
            if (disks.computeIfAbsent(name, this::isDisk)) {
                skipNumbers(2);
                long read = contents.number();
                skipNumbers(BETWEEN_SECTORS);
                long written = contents.number();
                add(readings, Quantity.DISK_READ_BYTES_TOTAL, name, read);
                add(readings, Quantity.DISK_WRITTEN_BYTES_TOTAL, name, written);
            }
            contents.nextLine();
        }
    }

    private void skipNumbers(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            contents.number();
        }
    }

    private boolean isDisk(String name) {
        return !name.isEmpty()
                && !name.startsWith("loop")
                && !name.startsWith("ram")
                && !Files.exists(blockDevices.resolve(name.replace('/', '!')).resolve("partition"));
    }

    private static void add(ReadingsBuilder readings, Quantity quantity, String disk, long sectors) {
        readings.add(Sensor.ofHost(quantity, disk), sectors * BYTES_PER_SECTOR);
    }

    @Override
    public void close() {
        diskstats.close();
    }
}
