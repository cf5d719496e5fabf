package org.thermograd.adapter.prometheus.runs;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.thermograd.adapter.prometheus.PrometheusClient;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.adapter.prometheus.ReadListener;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.scrape.DeviceHistory;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.analysis.scrape.GaugedRun;
import org.thermograd.domain.analysis.scrape.LiveCost;
import org.thermograd.domain.analysis.scrape.RunAndDevices;
import org.thermograd.domain.analysis.scrape.RunSeries;
import org.thermograd.domain.analysis.scrape.ScrapeReading;
import org.thermograd.domain.analysis.scrape.ScrapedCost;
import org.thermograd.domain.analysis.scrape.ScrapedDevice;
import org.thermograd.domain.analysis.scrape.StepArrivals;
import org.thermograd.domain.analysis.scrape.TrainingHistory;
import org.thermograd.domain.analysis.scrape.TrainingStretch;
import org.thermograd.domain.analysis.verdict.JudgedStretch;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Reads training runs and the collapses of their devices from what exporters of this project told a Prometheus: raw samples
 * of the families it needs, each family once for all runs. Reads once; confined to one thread.
 */
public final class ExporterReader {
    private final FamilyReader families;
    private final ExporterQuery query;

    /**
     * Prepares to read.
     *
     * @param client the server
     * @param query what is to be read
     * @param listeners asked with the name of each family before it is read, who hears how that goes on
     */
    public ExporterReader(PrometheusClient client, ExporterQuery query, Function<String, ReadListener> listeners) {
        this.query = requireNonNull(query, "query");
        this.families = new FamilyReader(client, query.from(), query.to(), listeners);
    }

    /**
     * Reads everything.
     *
     * @throws PrometheusQueryException if an answer stays out
     * @throws NothingFoundException if there is nothing of what was asked for
     * @throws InterruptedException if the thread is interrupted
     */
    public ScrapeReading read() throws PrometheusQueryException, NothingFoundException, InterruptedException {
        RunReader runReader = new RunReader(families, query);
        List<RunReader.Found> runs = runReader.read();
        SortedMap<RunKey, RunDevices> devicesOfRuns = RunDevices.find(families, runReader, query, runs);
        SortedSet<DeviceKey> devices = new TreeSet<>();
        devicesOfRuns.values().forEach(one -> devices.addAll(one.devices()));
        DeviceReader deviceReader = new DeviceReader(families, devices);
        deviceReader.readObservable();
        CollapseKind kind = query.kind().orElseGet(deviceReader::kind);
        Map<DeviceKey, SortedMap<String, ScrapedDevice.Reason>> scraped = deviceReader.read(kind);
        SortedMap<RunKey, LiveCost> priced = priced(runs, new LiveCostReader(families, runReader, query).read());
        List<AggregatedCost> aggregated = new StepTimesReader(families, runReader, query)
                .read(runs.stream()
                        .filter(run -> !priced.containsKey(run.key()))
                        .toList());
        ExporterFacts facts = ExporterFacts.read(families, exporters(runs, devices), kind);

        SignalReader signalReader = new SignalReader(families, query);
        signalReader.every(runs.stream()
                .mapToDouble(run -> run.history().scrapeIntervalMillis())
                .min()
                .orElse(0));
        signalReader.readOwn(devices);
        Map<RunKey, TimeSeries> losses = signalReader.ownLosses(runReader);
        List<SampledRun> signals = new ArrayList<>();
        List<RunAndDevices> joined = new ArrayList<>();
        List<FoundRun> found = new ArrayList<>();
        SortedSet<String> reasons = new TreeSet<>();
        scraped.values().forEach(ofDevice -> reasons.addAll(observable(ofDevice)));
        SortedSet<DeviceKey> restarted = new TreeSet<>();
        long skewMillis = 0;
        for (RunReader.Found run : runs) {
            RunDevices own = devicesOfRuns.getOrDefault(run.key(), new RunDevices(devices, new TreeSet<>(), true));
            Map<DeviceKey, DeviceHistory> byKey = new LinkedHashMap<>();
            own.names(run.key().exporter())
                    .forEach((key, name) -> byKey.put(
                            key,
                            DeviceHistory.of(
                                    new ScrapedDevice(name, scraped.getOrDefault(key, new TreeMap<>())),
                                    kind,
                                    query.from().toEpochMilli(),
                                    facts.samplePeriodMillis(),
                                    query.config().events())));
            byKey.forEach((key, history) -> {
                if (!history.restarts().isEmpty()) {
                    restarted.add(key);
                }
            });
            List<DeviceHistory> histories = List.copyOf(byKey.values());
            GaugedRun gauge = SignalReader.gauge(run.history().run());
            if (gauge.norm().size() > 0) {
                signals.add(signalReader.signals(gauge, losses.getOrDefault(run.key(), TimeSeries.EMPTY), byKey));
            }
            joined.add(new RunAndDevices(run.history(), histories, own.absent()));
            found.add(found(run.key(), run.history(), histories));
            skewMillis = Math.max(skewMillis, run.history().skewMillis());
        }
        DriverCounters driver = DriverCounters.read(families, restarted);
        PooledRuns pooled = PooledRuns.of(stretches(joined));
        List<String> remarks = new ArrayList<>(facts.remarks());
        remarks.addAll(new ReadingRemarks(query, kind, deviceReader, devicesOfRuns).of(runs, joined, driver));
        remarks.addAll(ReadingRemarks.of(priced.values()));
        remarks.addAll(signalReader.remarks());
        remarks.addAll(families.remarks());
        return new ScrapeReading(
                found,
                pooled,
                signals,
                steps(runs),
                priced.values().stream().flatMap(cost -> cost.costs().stream()).toList(),
                aggregated,
                kind,
                ScrapeReading.FoundBy.EXPORTER,
                reasons,
                facts.latencyMillis(reasons),
                Math.max(facts.samplePeriodMillis(), skewMillis),
                Set.of(),
                facts.hardware(),
                facts.training(),
                remarks);
    }

    /** Returns what the exporters of runs found, where they watched any step in the range. */
    private SortedMap<RunKey, LiveCost> priced(List<RunReader.Found> runs, SortedMap<RunKey, ScrapedCost> scraped) {
        SortedMap<RunKey, LiveCost> priced = new TreeMap<>();
        for (RunReader.Found run : runs) {
            Optional.ofNullable(scraped.get(run.key()))
                    .map(cost -> new LiveCost(run.history(), cost, query.from().toEpochMilli()))
                    .filter(cost -> !cost.costs().isEmpty())
                    .ifPresent(cost -> priced.put(run.key(), cost));
        }
        return priced;
    }

    private SortedMap<String, TimeSeries> steps(List<RunReader.Found> runs) {
        SortedMap<String, TimeSeries> steps = new TreeMap<>();
        runs.forEach(
                run -> steps.putAll(StepArrivals.of(run.history(), query.from().toEpochMilli())));
        return steps;
    }

    private static SortedSet<ExporterTarget> exporters(List<RunReader.Found> runs, SortedSet<DeviceKey> devices) {
        SortedSet<ExporterTarget> exporters = new TreeSet<>();
        runs.forEach(run -> exporters.add(run.key().exporter()));
        devices.forEach(device -> exporters.add(device.exporter()));
        return exporters;
    }

    static List<String> observable(SortedMap<String, ScrapedDevice.Reason> reasons) {
        return reasons.entrySet().stream()
                .filter(reason -> reason.getValue().isObservable())
                .map(Map.Entry::getKey)
                .toList();
    }

    static List<JudgedStretch> stretches(List<RunAndDevices> joined) {
        return joined.stream().flatMap(run -> run.stretches().stream()).toList();
    }

    static FoundRun found(RunKey key, TrainingHistory history, List<DeviceHistory> devices) {
        TimeSeries scrapes = history.run().of(RunSeries.STEPS);
        return new FoundRun(
                history.run().id(),
                key.run(),
                key.exporter().job(),
                key.exporter().instance(),
                devices.stream().map(DeviceHistory::name).toList(),
                history.stretches().stream().mapToLong(TrainingStretch::steps).sum(),
                scrapes.size(),
                Math.round(history.scrapeIntervalMillis()),
                new Segment(scrapes.epochMillis(0), scrapes.epochMillis(scrapes.size() - 1) + 1));
    }
}
