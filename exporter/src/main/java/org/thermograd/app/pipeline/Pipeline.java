package org.thermograd.app.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.adapter.exposition.collector.CollapseCollector;
import org.thermograd.adapter.exposition.collector.CostCollector;
import org.thermograd.adapter.exposition.collector.DeviceCollector;
import org.thermograd.adapter.exposition.collector.EfficiencyCollector;
import org.thermograd.adapter.exposition.collector.HardwareCollector;
import org.thermograd.adapter.exposition.collector.TrainingCollector;
import org.thermograd.adapter.http.CollapseRoutes;
import org.thermograd.adapter.http.ListedCollapse;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseJournal;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.collapse.CollapseRecord;
import org.thermograd.domain.collapse.HostConditions;
import org.thermograd.domain.collapse.HostState;
import org.thermograd.domain.hardware.DeviceNames;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.ToldConditions;

/**
 * What makes metrics of samples and steps, live and replayed alike. As a listener it publishes what a scrape shows of the
 * hardware, and must therefore hear of a snapshot after {@link #collapses}. Samples come from one thread; scrapes may come
 * from any.
 */
public final class Pipeline implements SnapshotListener {
    private final CollapseMonitor collapses;
    private final CollapseJournal journal;
    private final StepIngestor steps;
    private final HostConditions conditions;
    private final ToldConditions told;
    private volatile @Nullable HostState host;

    private Pipeline(
            CollapseMonitor collapses,
            CollapseJournal journal,
            StepIngestor steps,
            HostConditions conditions,
            ToldConditions told) {
        this.collapses = collapses;
        this.journal = journal;
        this.steps = steps;
        this.conditions = conditions;
        this.told = told;
    }

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
            ArrivalClock clock,
            List<CollapseListener> collapseListeners,
            StepListener stepListener) {
        HostConditions conditions = new HostConditions(collapseConfig);
        ToldConditions told = new ToldConditions(conditions);
        List<CollapseListener> listeners = new ArrayList<>(collapseListeners);
        CollapseJournal journal = new CollapseJournal();
        listeners.add(conditions);
        listeners.add(journal);
        return new Pipeline(
                new CollapseMonitor(collapseConfig, listeners),
                journal,
                new StepIngestor(ingestConfig, clock, stepListener, told),
                conditions,
                told);
    }

    /** Returns the route that lists the newest collapses. */
    public CollapseRoutes collapseRoutes() {
        return new CollapseRoutes(
                () -> journal.newest().stream().map(Pipeline::listed).toList());
    }

    private static ListedCollapse listed(CollapseRecord collapse) {
        return new ListedCollapse(
                collapse.device().name(),
                collapse.device().uuid(),
                collapse.reason().kind().id(),
                collapse.reason().id(),
                Instant.ofEpochMilli(collapse.onsetMillis()),
                collapse.endMillis().isPresent()
                        ? Optional.of(Instant.ofEpochMilli(collapse.endMillis().getAsLong()))
                        : Optional.empty(),
                collapse.peakCelsius(),
                collapse.clockRatio(),
                collapse.energyJoules());
    }

    /** Returns what takes the snapshots of the hardware. */
    public CollapseMonitor collapses() {
        return collapses;
    }

    /** Returns what the steps are told of the hardware. */
    public ToldConditions told() {
        return told;
    }

    /** Returns what takes the steps that training runs push. */
    public StepIngestor steps() {
        return steps;
    }

    /** Returns new collectors that show hardware, efficiency, collapses and training. */
    public static List<MetricCollector> collectors() {
        return List.of(
                new DeviceCollector(),
                HardwareCollector.cpu(),
                HardwareCollector.host(),
                HardwareCollector.gpu(),
                new EfficiencyCollector(),
                new CollapseCollector(),
                new TrainingCollector(),
                new CostCollector());
    }

    @Override
    public String name() {
        return "publish";
    }

    /** Publishes a sample with what the devices came to by it, both at once. */
    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        conditions.know(DeviceNames.partsIn(snapshot));
        host = new HostState(snapshot, collapses.devices());
    }

    /** Returns the newest sample and what the devices came to; empty before the first. */
    public Optional<HostState> host() {
        return Optional.ofNullable(host);
    }

    /** Returns all that a scrape shows. */
    public Scrape scrape(Instant at) {
        return new Scrape(at, host(), steps.snapshot());
    }
}
