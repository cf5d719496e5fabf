package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.function.Supplier;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/** Memory and swap. A machine without swap has no reading of it. */
final class OshiMemoryProbe extends OshiProbe {
    private final Supplier<GlobalMemory> source;

    OshiMemoryProbe(Supplier<GlobalMemory> source) {
        super("oshi_memory", Duration.ZERO);
        this.source = source;
    }

    @Override
    public void read(ReadingsBuilder readings) {
        GlobalMemory memory = source.get();
        readings.addIfPositive(Sensor.ofHost(Quantity.MEMORY_TOTAL_BYTES), memory.getTotal());
        readings.addIfPositive(Sensor.ofHost(Quantity.MEMORY_AVAILABLE_BYTES), memory.getAvailable());
        VirtualMemory swap = memory.getVirtualMemory();
        if (swap.getSwapTotal() > 0) {
            readings.add(Sensor.ofHost(Quantity.SWAP_USED_BYTES), swap.getSwapUsed());
        }
    }
}
