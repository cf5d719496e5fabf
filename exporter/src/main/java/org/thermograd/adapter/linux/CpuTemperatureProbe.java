package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.hardware.ReadingProbe;
import org.thermograd.domain.hardware.ReadingsBuilder;

/** Temperature of the processors, and those at which they or the kernel do something about it. */
final class CpuTemperatureProbe extends ReadingProbe {
    private final Path sysfs;
    private final Contents contents = new Contents();
    private final Rescan rescan = new Rescan(Rescan.MINUTE);
    private CpuSensors sensors = CpuSensors.NONE;

    CpuTemperatureProbe(Path sysfs) {
        super("cpu_temperature", Duration.ZERO);
        this.sysfs = sysfs;
    }

    @Override
    protected void read(Instant now, ReadingsBuilder readings) {
        if (rescan.isDue(now)) {
            close();
            sensors = CpuSensors.find(sysfs);
        }
        sensors.temperatures().forEach(temperature -> temperature.addTo(readings, contents));
        sensors.limits().forEach(readings::add);
    }

    @Override
    public void close() {
        sensors.temperatures().forEach(Gauge::close);
    }
}
