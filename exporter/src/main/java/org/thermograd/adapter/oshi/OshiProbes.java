package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    /** Makes a value at its first use and keeps it; where that fails, it is tried again at the next. Thread-safe. */
    static final class Lazy<T> implements Supplier<T> {
        private final Supplier<T> source;
        private @Nullable T value;

        Lazy(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public synchronized T get() {
            T known = value;
            if (known == null) {
                known = source.get();
                value = known;
            }
            return known;
        }
    }
}
