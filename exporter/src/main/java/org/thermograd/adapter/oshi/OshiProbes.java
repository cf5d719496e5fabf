package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.thermograd.domain.hardware.HardwareProbe;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;

/** All probes of OSHI. None of them looks at processes, which would cost more than all the rest. */
public final class OshiProbes {
    private static final Duration SLOW = Duration.ofSeconds(10);

    private OshiProbes() {}

    /**
     * Returns the probes of this machine, without reading anything yet.
     *
     * @param search runs the search for graphics cards, which may take seconds
     */
    public static List<HardwareProbe> ofThisMachine(Executor search) {
        // Made at the first read: where OSHI does not run at all, its probes fail and the exporter starts.
        Lazy<HardwareAbstractionLayer> hardware = new Lazy<>(() -> new SystemInfo().getHardware());
        return List.of(
                new OshiCpuProbe(() -> hardware.get().getProcessor()),
                new OshiMemoryProbe(() -> hardware.get().getMemory()),
                new OshiSensorProbe(() -> hardware.get().getSensors()),
                new OshiGpuProbe(() -> hardware.get().getGraphicsCards(), search),
                new OshiDiskProbe(() -> hardware.get().getDiskStores(), SLOW),
                new OshiNetworkProbe(() -> hardware.get().getNetworkIFs(), SLOW));
    }
}
