package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/** Memory and swap, from {@code /proc/meminfo}. A machine without swap has no reading of it. */
final class MemoryProbe extends LinuxProbe {
    private static final double BYTES_PER_KIB = 1024;

    private final KernelFile meminfo;
    private final Contents contents = new Contents();

    MemoryProbe(Path procfs) {
        super("memory", Duration.ZERO);
        this.meminfo = new KernelFile(procfs.resolve("meminfo"));
    }

    @Override
    void read(Instant now, ReadingsBuilder readings) throws IOException {
        meminfo.readWhole(contents);
        boolean total = false;
        long swap = 0;
        while (!contents.atEnd()) {
            if (contents.skip("MemTotal:")) {
                add(readings, Quantity.MEMORY_TOTAL_BYTES, contents.number());
                total = true;
            } else if (contents.skip("MemAvailable:")) {
                add(readings, Quantity.MEMORY_AVAILABLE_BYTES, contents.number());
            } else if (contents.skip("SwapTotal:")) {
                swap = contents.number();
            } else if (contents.skip("SwapFree:") && swap > 0) {
                add(readings, Quantity.SWAP_USED_BYTES, swap - contents.number());
            }
            contents.nextLine();
        }
        if (!total) {
            throw contents.wrong("must tell MemTotal");
        }
    }

    private static void add(ReadingsBuilder readings, Quantity quantity, long kibibytes) {
        readings.add(Sensor.ofHost(quantity), kibibytes * BYTES_PER_KIB);
    }

    @Override
    public void close() {
        meminfo.close();
    }
}
