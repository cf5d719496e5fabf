package org.thermograd.adapter.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;

/** One accelerator in one session of the driver. Confined to one thread. */
final class Gpu {
    private final Pointer handle;
    private final GpuCalls calls;
    private final DeviceDescription description;
    private final SlowReadings slow;
    private final LiveReadings live;

    private Gpu(Pointer handle, GpuCalls calls, DeviceDescription description, String driverVersion) {
        this.handle = handle;
        this.calls = calls;
        this.description = description;
        this.slow = new SlowReadings(description.device(), calls);
        this.live = new LiveReadings(description.device(), calls, driverVersion);
    }

    /**
     * Finds out what a handle stands for.
     *
     * @param index its number in the driver's order
     * @param numbers gives it the number that it had before, by its uuid
     * @throws LostException if accelerator or driver no longer answer
     */
    static Gpu identify(Nvml nvml, Pointer handle, int index, GpuNumbers numbers, Memory out, String driverVersion)
            throws LostException {
        GpuCalls calls = new GpuCalls(nvml, handle, new Answers(), out);
        Optional<String> uuid = calls.uuid();
        if (uuid.isEmpty() && !calls.answers().refused(GpuCalls.UUID)) {
            // It has one, but failed to tell it: with a number of its own it would be another accelerator than later.
            throw new LostException(LostException.Scope.GPU, GpuCalls.UUID, ReturnCode.UNKNOWN);
        }
        int number = numbers.of(uuid.orElse("index " + index), index);
        Device device = uuid.map(known -> Device.gpu(number, known)).orElse(Device.gpu(number));
        Map<DeviceProperty, String> properties = new EnumMap<>(DeviceProperty.class);
        properties.put(DeviceProperty.VENDOR, "NVIDIA");
        calls.name().ifPresent(name -> properties.put(DeviceProperty.NAME, name));
        calls.pciBusId().ifPresent(bus -> properties.put(DeviceProperty.PCI_BUS_ID, bus));
        if (!driverVersion.isEmpty()) {
            properties.put(DeviceProperty.DRIVER_VERSION, driverVersion);
        }
        return new Gpu(handle, calls, new DeviceDescription(device, properties), driverVersion);
    }

    /** Returns which it is. */
    DeviceDescription description() {
        return description;
    }

    /** Returns by what the driver knows it. */
    Pointer handle() {
        return handle;
    }

    /**
     * Reads it.
     *
     * @throws LostException if it, or the driver, no longer answers
     */
    Readout read(Instant now) throws LostException {
        calls.answers().begin(now);
        Readout readout = new Readout(now);
        slow.readIfDue(now);
        readout.addAll(slow.readings());
        live.read(readout, slow);
        if (!calls.answers().answered()) {
            throw new LostException(LostException.Scope.GPU, "DeviceGet...", ReturnCode.UNKNOWN);
        }
        return readout;
    }
}
