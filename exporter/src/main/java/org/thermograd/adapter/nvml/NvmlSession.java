package org.thermograd.adapter.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.Device;

/** A session of the driver with the accelerators that it has, each with a handle that is kept. Confined to one thread. */
final class NvmlSession {
    private static final Logger logger = LoggerFactory.getLogger(NvmlSession.class);
    private static final int OUT_BYTES = 256;
    private static final int VERSION_BYTES = 80;
    private static final long COUNT_EVERY_MILLIS = 60_000;

    private final Nvml nvml;
    private final Memory out = new Memory(OUT_BYTES);
    private final Map<Device, Gpu> gpus = new LinkedHashMap<>();
    private final XidEvents events;
    private final int count;
    private final String driverVersion;
    private boolean complete = true;
    private long countedMillis;

    /** Opens a session. */
    private NvmlSession(Nvml nvml, GpuNumbers numbers, Instant now) {
        this.nvml = nvml;
        this.events = new XidEvents(nvml, out);
        this.driverVersion = version();
        this.count = count();
        this.countedMillis = now.toEpochMilli();
        for (int i = 0; i < count; i++) {
            find(i, numbers);
        }
    }

    /**
     * Opens a session and finds the accelerators.
     *
     * @throws NvmlException if the library does not start
     */
    static NvmlSession open(Nvml nvml, GpuNumbers numbers, Instant now) throws NvmlException {
        int code = nvml.initV2();
        if (code != ReturnCode.SUCCESS) {
            throw new NvmlException(code, "nvmlInit_v2 returned " + code + " (" + nvml.errorString(code) + ")");
        }
        return new NvmlSession(nvml, numbers, now);
    }

    private String version() {
        return nvml.systemGetDriverVersion(out, VERSION_BYTES) == ReturnCode.SUCCESS
                ? out.getString(0, StandardCharsets.UTF_8.name()).strip()
                : "";
    }

    private int count() {
        return nvml.deviceGetCountV2(out) == ReturnCode.SUCCESS ? out.getInt(0) : 0;
    }

    private void find(int index, GpuNumbers numbers) {
        int code = nvml.deviceGetHandleByIndexV2(index, out);
        Pointer handle = out.getPointer(0);
        if (code == ReturnCode.NO_PERMISSION) {
            return; // It is another container's.
        }
        try {
            if (code != ReturnCode.SUCCESS || handle == null) {
                throw new LostException(LostException.Scope.GPU, "DeviceGetHandleByIndex_v2", code);
            }
            Gpu gpu = Gpu.identify(nvml, handle, index, numbers, out, driverVersion);
            gpus.put(gpu.description().device(), gpu);
            events.watch(handle);
        } catch (LostException e) {
            logger.debug("event=nvidia_gpu_not_identified index={} reason={}", index, e.getMessage());
            complete = false;
        }
    }

    /** Returns the accelerators in the driver's order. */
    List<Gpu> gpus() {
        return List.copyOf(gpus.values());
    }

    /** Returns the accelerator that is a device. */
    Optional<Gpu> gpu(Device device) {
        return Optional.ofNullable(gpus.get(device));
    }

    /** Returns the version of the driver; empty where it does not say. */
    String driverVersion() {
        return driverVersion;
    }

    /** Returns whether every accelerator that the driver counts could be identified. */
    boolean complete() {
        return complete;
    }

    /** Returns whether the driver now counts another number of accelerators; asks it once a minute. */
    boolean isOutdated(Instant now) {
        long millis = now.toEpochMilli();
        if (Math.abs(millis - countedMillis) < COUNT_EVERY_MILLIS) {
            return false;
        }
        countedMillis = millis;
        return count() != count;
    }

    /** Tells of each error that the driver has reported since the last call. */
    void pollXids(BiConsumer<Device, Long> each) {
        events.poll((handle, xid) -> gpus.forEach((device, gpu) -> {
            if (gpu.handle().equals(handle)) {
                each.accept(device, xid);
            }
        }));
    }

    void close() {
        events.close();
        nvml.shutdown();
    }
}
