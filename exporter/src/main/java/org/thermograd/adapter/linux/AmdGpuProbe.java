package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingProbe;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * GPUs of AMD, from the files of the driver amdgpu. They are numbered in the order of the PCI bus, after those of NVIDIA; a
 * number stays with its place on the bus. One that sleeps is not woken and tells nothing.
 */
final class AmdGpuProbe extends ReadingProbe {
    private final Path sysfs;
    private final Contents contents = new Contents();
    private final Rescan rescan = new Rescan(Rescan.MINUTE);
    private final Map<String, Gpu> gpus = new TreeMap<>();
    private int nextNumber = -1;

    /** A GPU with its files. */
    private static final class Gpu implements AutoCloseable {
        private final AmdCard card;
        private final Device device;
        private final DeviceDescription description;
        private final AmdThrottling throttling;
        private final KernelFile sleep;
        private final KernelFile metrics;
        private AmdGauges gauges;

        Gpu(AmdCard card, Path sysfs, int number) {
            this.card = card;
            this.device = card.device(number);
            this.description = card.description(sysfs, device);
            this.throttling = new AmdThrottling(device);
            this.sleep = new KernelFile(card.folder().resolve("power/runtime_status"));
            this.metrics = new KernelFile(card.folder().resolve("gpu_metrics"));
            this.gauges = new AmdGauges(card, device);
        }

        /** Looks anew for its files, whose names and limits may be others. */
        void findAgain() {
            if (!sleeps(new Contents())) {
                gauges.close();
                gauges = new AmdGauges(card, device);
            }
        }

        void addTo(ReadingsBuilder readings, Contents contents) {
            readings.addDevice(description);
            boolean up = sleeps(contents);
            if (!up) {
                up = gauges.addTo(readings, contents);
                if (metrics.readOnce(contents)) {
                    GpuMetrics table = GpuMetrics.of(contents.table());
                    throttling.addTo(readings, table);
                    table.energyJoules()
                            .ifPresent(joules ->
                                    readings.add(Sensor.of(device, Quantity.GPU_ENERGY_JOULES_TOTAL), joules));
                }
            }
            readings.add(Sensor.of(device, Quantity.GPU_UP), up ? 1 : 0);
        }

        private boolean sleeps(Contents contents) {
            return sleep.readOnce(contents) && contents.text().equals("suspended");
        }

        @Override
        public void close() {
            sleep.close();
            metrics.close();
            gauges.close();
        }
    }

    AmdGpuProbe(Path sysfs) {
        super("amdgpu", Duration.ZERO);
        this.sysfs = sysfs;
    }

    @Override
    protected void read(Instant now, ReadingsBuilder readings) {
        if (rescan.isDue(now)) {
            find();
        }
        gpus.values().forEach(gpu -> gpu.addTo(readings, contents));
    }

    private void find() {
        gpus.values().forEach(Gpu::findAgain);
        for (AmdCard card : AmdCard.find(sysfs)) {
            if (nextNumber < 0) {
                nextNumber = AmdCard.countOfNvidia(sysfs);
            }
            if (!gpus.containsKey(card.pciBusId())) {
                gpus.put(card.pciBusId(), new Gpu(card, sysfs, nextNumber));
                nextNumber++;
            }
        }
    }

    @Override
    public void close() {
        gpus.values().forEach(Gpu::close);
    }
}
