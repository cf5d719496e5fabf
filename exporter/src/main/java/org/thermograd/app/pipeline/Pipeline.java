package org.thermograd.app.pipeline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.CollapseCollector;
import org.thermograd.adapter.exposition.collector.DeviceCollector;
import org.thermograd.adapter.exposition.collector.EfficiencyCollector;
import org.thermograd.adapter.exposition.collector.HardwareCollector;
import org.thermograd.adapter.exposition.collector.TrainingCollector;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.collapse.HostConditions;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;

/**
 * What makes metrics of samples and steps, live and replayed alike.
 *
 * @param collapses takes the snapshots of the hardware
 * @param steps takes what training runs push
 * @param collectors show hardware, efficiency, collapses and training
 */
public record Pipeline(CollapseMonitor collapses, StepIngestor steps, List<MetricCollector> collectors) {
    /**
     * Wires a pipeline that has seen nothing.
     *
     * @param clock the time of arrival of steps
     * @param collapseListeners told of samples and collapses
     * @param stepListener told of steps
     */
    public static Pipeline of(
            CollapseConfig collapseConfig,
            IngestConfig ingestConfig,
            InstantSource clock,
            List<CollapseListener> collapseListeners,
            StepListener stepListener) {
        HostConditions conditions = new HostConditions();
        List<CollapseListener> listeners = new ArrayList<>(collapseListeners);
        listeners.add(conditions);
        CollapseMonitor collapses = new CollapseMonitor(collapseConfig, listeners);
        StepIngestor steps = new StepIngestor(ingestConfig, clock, stepListener, conditions);
        return new Pipeline(
                collapses,
                steps,
                List.of(
                        new DeviceCollector(),
                        HardwareCollector.cpu(),
                        HardwareCollector.host(),
                        HardwareCollector.gpu(),
                        new EfficiencyCollector(collapses::devices),
                        new CollapseCollector(collapses::devices),
                        new TrainingCollector(steps::snapshot, uuid -> nameOf(uuid, collapses))));
    }

    private static Optional<String> nameOf(String uuid, CollapseMonitor collapses) {
        return collapses.devices().stream()
                .map(status -> status.device())
                .filter(device -> device.uuid().filter(uuid::equals).isPresent())
                .map(Device::name)
                .findFirst();
    }
}
