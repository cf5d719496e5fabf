package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * Time in which tasks waited for processors, memory or disks, from {@code /proc/pressure}; absent where the kernel was
 * built or started without it. Of processors there is only {@code some}: for a whole machine the kernel always says 0 for
 * {@code full}, which is no measurement.
 */
final class PressureProbe extends LinuxProbe {
    private static final double MICROS = 1e6;
    private static final String SOME = "some";
    private static final String FULL = "full";

    private final Map<String, KernelFile> files = new LinkedHashMap<>();
    private final Contents contents = new Contents();

    PressureProbe(Path procfs) {
        super("pressure", Duration.ZERO);
        for (String resource : List.of("cpu", "memory", "io")) {
            files.put(resource, new KernelFile(procfs.resolve("pressure").resolve(resource)));
        }
    }

    @Override
    void read(Instant now, ReadingsBuilder readings) throws IOException {
        for (Map.Entry<String, KernelFile> file : files.entrySet()) {
            if (file.getValue().readOnce(contents)) {
                addResource(readings, file.getKey());
            }
        }
    }

    private void addResource(ReadingsBuilder readings, String resource) throws IOException {
        while (!contents.atEnd()) {
            String kind = contents.word();
            if ((!kind.equals(SOME) && !kind.equals(FULL)) || !contents.skipTo("total=")) {
                throw contents.wrong("must tell some or full, and total=");
            }
            long micros = contents.number();
            if (kind.equals(SOME) || !resource.equals("cpu")) {
                readings.add(Sensor.ofHost(Quantity.PRESSURE_STALLED_SECONDS_TOTAL, resource, kind), micros / MICROS);
            }
            contents.nextLine();
        }
    }

    @Override
    public void close() {
        files.values().forEach(KernelFile::close);
    }
}
