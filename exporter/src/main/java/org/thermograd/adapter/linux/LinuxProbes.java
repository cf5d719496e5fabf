package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.thermograd.domain.hardware.HardwareProbe;

/** All probes of Linux. None of them starts a program, needs a library or looks at processes. */
public final class LinuxProbes {
    private static final Duration SLOW = Duration.ofSeconds(10);

    private LinuxProbes() {}

    /**
     * Returns the probes, without reading anything yet.
     *
     * @param sysfs where the kernel shows its devices, {@code /sys}
     * @param procfs where the kernel shows its state, {@code /proc}
     * @param nanoTicker elapsed time
     */
    public static List<HardwareProbe> of(Path sysfs, Path procfs, LongSupplier nanoTicker) {
        return List.of(
                new CpuProbe(procfs),
                new CpuTemperatureProbe(sysfs),
                new CpuFrequencyProbe(sysfs),
                new ThermalThrottleProbe(sysfs),
                new RaplProbe(sysfs, nanoTicker),
                new PressureProbe(procfs),
                new MemoryProbe(procfs),
                new AmdGpuProbe(sysfs),
                new HwmonProbe(sysfs, SLOW),
                new DiskProbe(sysfs, procfs, SLOW),
                new NetworkProbe(procfs, SLOW));
    }
}
