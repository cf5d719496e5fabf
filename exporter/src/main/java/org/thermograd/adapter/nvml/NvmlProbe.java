package org.thermograd.adapter.nvml;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.BackOff;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/**
 * NVIDIA's accelerators, through one session of the driver that is kept. An accelerator that no longer answers is down and has no other
 * reading; a new session is then opened, at first after a second and at last each minute, until all answer again, each under the
 * number that it had. A machine without a driver has nothing to read. Confined to one thread at a time.
 */
public final class NvmlProbe implements HardwareProbe {
    private static final Logger logger = LoggerFactory.getLogger(NvmlProbe.class);
    private static final String NAME = "nvml";

    private final NvmlSource source;
    private final GpuNumbers numbers = new GpuNumbers();
    private final BackOff backOff = new BackOff();
    private final Map<Device, DeviceDescription> known = new LinkedHashMap<>();
    private final Map<Device, SortedMap<Long, Long>> xids = new LinkedHashMap<>();
    private final Set<Device> down = new HashSet<>();
    private @Nullable NvmlSession session;
    private @Nullable NvmlException failure;
    private boolean toldOfNone;

    /**
     * Makes a probe that has read nothing.
     *
     * @param library the library of the driver; empty for the one that the system finds
     */
    public NvmlProbe(Optional<Path> library) {
        this(new NvmlLibrary(library));
    }

    NvmlProbe(NvmlSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProbeReadings read(Instant now) throws ProbeException {
        try {
            openIfDue(now);
            NvmlException unusable = failure;
            if (unusable != null && known.isEmpty()) {
                throw unusable;
            }
            return readAll(now);
        } catch (NvmlException | RuntimeException | LinkageError e) {
            throw new ProbeException(NAME, e);
        }
    }

    private void openIfDue(Instant now) {
        NvmlSession open = session;
        if (open != null && open.complete() && down.isEmpty() && !open.isOutdated(now)) {
            backOff.reset();
            return;
        }
        if (!backOff.isDue(now)) {
            return;
        }
        close();
        try {
            failure = null;
            Optional<Nvml> nvml = source.load();
            if (nvml.isPresent()) {
                opened(NvmlSession.open(nvml.get(), numbers, now));
            } else {
                tellOfNone("there is no sign of a driver");
            }
        } catch (NvmlException e) {
            if (ReturnCode.isNoDriver(e.code()) && !(e.getCause() instanceof LinkageError)) {
                tellOfNone(e.getMessage());
            } else {
                failure = e;
            }
        }
    }

    private void opened(NvmlSession now) {
        if (now.gpus().isEmpty()) {
            now.close();
            tellOfNone("the driver has none");
            return;
        }
        session = now;
        for (Gpu gpu : now.gpus()) {
            DeviceDescription description = gpu.description();
            if (known.put(description.device(), description) == null) {
                logger.info(
                        "event=nvidia_gpu_found device={} uuid={} driver={}",
                        description.device().name(),
                        description.device().uuid().orElse(""),
                        now.driverVersion());
            }
        }
    }

    /** A machine without accelerators is none of a failure; it is told once. */
    private void tellOfNone(@Nullable String reason) {
        if (!toldOfNone && known.isEmpty()) {
            toldOfNone = true;
            logger.info("event=no_nvidia_gpu reason=\"{}\"", reason);
        }
    }

    private ProbeReadings readAll(Instant now) {
        NvmlSession open = session;
        if (open != null) {
            open.pollXids((device, xid) ->
                    xids.computeIfAbsent(device, key -> new TreeMap<>()).merge(xid, 1L, Long::sum));
        }
        List<SensorReading> readings = new ArrayList<>();
        for (DeviceDescription one : known.values()) {
            Device device = one.device();
            Optional<Readout> readout = read(device, now);
            readings.add(new SensorReading(Sensor.of(device, Quantity.GPU_UP), readout.isPresent() ? 1 : 0, now));
            readout.ifPresent(given -> {
                xids.getOrDefault(device, new TreeMap<>())
                        .forEach((xid, count) -> given.count(
                                Sensor.of(device, Quantity.GPU_XID_ERRORS_TOTAL, String.valueOf(xid)), count));
                readings.addAll(given.readings());
            });
        }
        return new ProbeReadings(List.copyOf(known.values()), readings);
    }

    private Optional<Readout> read(Device device, Instant now) {
        NvmlSession open = session;
        Optional<Gpu> gpu = open == null ? Optional.empty() : open.gpu(device);
        if (gpu.isEmpty()) {
            NvmlException why = failure;
            lost(device, why == null ? "the driver does not have it" : String.valueOf(why.getMessage()));
            return Optional.empty();
        }
        try {
            Readout readout = gpu.get().read(now);
            if (down.remove(device)) {
                logger.info("event=nvidia_gpu_back device={}", device.name());
            }
            return Optional.of(readout);
        } catch (LostException e) {
            lost(device, String.valueOf(e.getMessage()));
            if (e.scope() == LostException.Scope.DRIVER) {
                close();
            }
            return Optional.empty();
        }
    }

    private void lost(Device device, String reason) {
        if (down.add(device)) {
            logger.warn("event=nvidia_gpu_lost device={} reason=\"{}\"", device.name(), reason);
        }
    }

    @Override
    public void close() {
        NvmlSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
