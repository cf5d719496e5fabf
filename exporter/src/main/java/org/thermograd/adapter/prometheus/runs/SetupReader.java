package org.thermograd.adapter.prometheus.runs;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.thermograd.domain.analysis.scrape.DeviceSeries;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.analysis.scrape.GaugedRun;
import org.thermograd.domain.analysis.scrape.RunAndDevices;
import org.thermograd.domain.analysis.scrape.ScrapeReading;
import org.thermograd.domain.analysis.scrape.ScrapedDevice;
import org.thermograd.domain.analysis.scrape.StepArrivals;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeSeries;

/**
 * Reads runs and devices of a setup that exists already: series of others on one side or on both, and of exporters of this
 * project on the other. Reads once; confined to one thread.
 */
public final class SetupReader {
    private final FamilyReader families;
    private final ExporterQuery query;
    private final ExistingSetup setup;

    /**
     * Prepares to read.
     *
     * @param client the server
     * @param query what is to be read
     * @param setup where it is
     * @param listeners asked with the name of each family before it is read, who hears how that goes on
     */
    public SetupReader(
            PrometheusClient client,
            ExporterQuery query,
            ExistingSetup setup,
            Function<String, ReadListener> listeners) {
        this.query = requireNonNull(query, "query");
        this.setup = requireNonNull(setup, "setup");
        this.families = new FamilyReader(client, query.from(), query.to(), listeners);
    }

    /** The devices of one side. */
    private record Hardware(List<FoundDevice> devices, CollapseKind kind, Optional<ExporterFacts> facts) {}

    /** The runs of the other. */
    private record Training(List<SetupRun> runs, List<AggregatedCost> costs, Optional<ExporterFacts> facts) {}

    /**
     * Reads everything.
     *
     * @throws PrometheusQueryException if an answer stays out
     * @throws NothingFoundException if there is nothing of what was asked for
     * @throws InterruptedException if the thread is interrupted
     */
    public ScrapeReading read() throws PrometheusQueryException, NothingFoundException, InterruptedException {
        Training training = training();
        Hardware hardware = hardware(training.runs());
        SetupDevices devices = new SetupDevices(query, hardware.devices());
        SetupRemarks remarks = new SetupRemarks(query, setup);
        SignalReader signalReader = signals(training, hardware);
        List<SampledRun> signals = new ArrayList<>();
        List<RunAndDevices> joined = new ArrayList<>();
        List<FoundRun> found = new ArrayList<>();
        Set<FoundDevice> used = new LinkedHashSet<>();
        for (SetupRun run : training.runs()) {
            SetupDevices.OfRun own = devices.of(run);
            SortedMap<String, FoundDevice> named = own.named(run.key().exporter());
            Map<DeviceKey, DeviceHistory> byKey = new LinkedHashMap<>();
            named.forEach(
                    (name, device) -> byKey.put(device.key(), device.history().apply(name)));
            List<DeviceHistory> histories = List.copyOf(byKey.values());
            GaugedRun gauge =
                    run.gauge().orElseGet(() -> SignalReader.gauge(run.history().run()));
            if (gauge.norm().size() > 0) {
                signals.add(signalReader.signals(gauge, run.loss(), byKey));
            }
            used.addAll(named.values());
            joined.add(new RunAndDevices(run.history(), histories, own.absent()));
            found.add(ExporterReader.found(run.key(), run.history(), histories));
            remarks.addRun(run, own);
        }
        remarks.addHardware(used);
        List<String> all = new ArrayList<>();
        training.facts().ifPresent(facts -> all.addAll(facts.remarks()));
        hardware.facts().ifPresent(facts -> all.addAll(facts.remarks()));
        all.addAll(remarks.sentences());
        all.addAll(signalReader.remarks());
        all.addAll(families.remarks());
        SortedSet<String> reasons = new TreeSet<>();
        used.forEach(device -> reasons.addAll(device.reasons()));
        return new ScrapeReading(
                found,
                PooledRuns.of(ExporterReader.stretches(joined)),
                signals,
                steps(training),
                List.of(),
                training.costs(),
                hardware.kind(),
                setup.hardware().isPresent() ? ScrapeReading.FoundBy.SCRAPES : ScrapeReading.FoundBy.EXPORTER,
                reasons,
                hardware.facts().map(facts -> facts.latencyMillis(reasons)).orElse(OptionalLong.empty()),
                guardMillis(training, hardware, used),
                qualifiers(training.runs()),
                hardware.facts().flatMap(ExporterFacts::hardware),
                training.facts().flatMap(ExporterFacts::training),
                all);
    }

    private SortedMap<String, TimeSeries> steps(Training training) {
        SortedMap<String, TimeSeries> steps = new TreeMap<>();
        for (SetupRun run : training.runs()) {
            if (run.gauge().isPresent()) {
                steps.putAll(StepArrivals.of(run.gauge().get()));
            } else if (training.facts().isPresent()) {
                steps.putAll(StepArrivals.of(run.history(), query.from().toEpochMilli()));
            }
        }
        return steps;
    }

    private Training training() throws PrometheusQueryException, NothingFoundException, InterruptedException {
        if (setup.training().isPresent()) {
            List<SetupRun> runs = new GaugeRunReader(families, query, setup)
                    .read(setup.training().get());
            return new Training(runs, List.of(), Optional.empty());
        }
        RunReader reader = new RunReader(families, query);
        List<RunReader.Found> own = reader.read();
        SortedMap<RunKey, List<RunDevices.Named>> named = RunDevices.named(families, reader);
        SortedSet<ExporterTarget> exporters = new TreeSet<>();
        Map<RunKey, TimeSeries> losses = new SignalReader(families, query).ownLosses(reader);
        List<SetupRun> runs = new ArrayList<>();
        for (RunReader.Found run : own) {
            exporters.add(run.key().exporter());
            runs.add(new SetupRun(
                    run.key(),
                    run.history(),
                    named.getOrDefault(run.key(), List.of()),
                    Optional.empty(),
                    losses.getOrDefault(run.key(), TimeSeries.EMPTY)));
        }
        return new Training(
                runs,
                new StepTimesReader(families, reader, query).read(own),
                Optional.of(ExporterFacts.read(families, exporters, CollapseKind.CONFIRMED)));
    }

    private SignalReader signals(Training training, Hardware hardware)
            throws PrometheusQueryException, InterruptedException {
        SignalReader reader = new SignalReader(families, query);
        reader.every(training.runs().stream()
                .mapToDouble(run -> run.history().scrapeIntervalMillis())
                .min()
                .orElse(0));
        if (setup.hardware().isEmpty()) {
            Set<DeviceKey> keys = new TreeSet<>();
            hardware.devices().forEach(device -> keys.add(device.key()));
            reader.readOwn(keys);
        } else if (setup.hardware().get() instanceof HardwarePreset preset) {
            reader.read(preset.gauges(), preset::device);
        }
        return reader;
    }

    private Hardware hardware(List<SetupRun> runs)
            throws PrometheusQueryException, NothingFoundException, InterruptedException {
        if (setup.hardware().isEmpty()) {
            return ownHardware();
        }
        HardwareSide side = setup.hardware().get();
        List<FoundDevice> devices = side instanceof HardwarePreset preset
                ? new ThrottleReader(families, preset, query.config().events()).read()
                : QueriedDevices.read(
                        families,
                        (HardwareSide.CollapseQuery) side,
                        setup.queryStep(),
                        query.config().events());
        if (devices.isEmpty()) {
            throw new NothingFoundException("no device between " + query.from() + " and " + query.to() + ": "
                    + side.description() + " gives no series; check that this Prometheus scrapes it, and the range"
                    + " (--since, or --from and --to); " + runs.size() + " training runs were found");
        }
        return new Hardware(
                devices,
                side instanceof HardwarePreset ? CollapseKind.CONFIRMED : CollapseKind.RECORDED,
                Optional.empty());
    }

    private Hardware ownHardware() throws PrometheusQueryException, NothingFoundException, InterruptedException {
        SortedSet<DeviceKey> keys = new TreeSet<>();
        families.labels(List.of(Selector.of(ExporterFamilies.name(DeviceSeries.OBSERVABLE))))
                .forEach(labels -> keys.add(DeviceKey.of(labels)));
        if (keys.isEmpty()) {
            throw new NothingFoundException("no device between " + query.from() + " and " + query.to() + ": no series "
                    + ExporterFamilies.name(DeviceSeries.OBSERVABLE)
                    + "; check that this Prometheus scrapes the exporter (./thermograd serve), or say where collapses"
                    + " are (--hardware-preset, --collapse-query)");
        }
        DeviceReader reader = new DeviceReader(families, keys);
        reader.readObservable();
        CollapseKind kind = query.kind().orElseGet(reader::kind);
        Map<DeviceKey, SortedMap<String, ScrapedDevice.Reason>> scraped = reader.read(kind);
        SortedSet<ExporterTarget> exporters = new TreeSet<>();
        keys.forEach(key -> exporters.add(key.exporter()));
        ExporterFacts facts = ExporterFacts.read(families, exporters, kind);
        List<FoundDevice> devices = new ArrayList<>();
        for (DeviceKey key : keys) {
            SortedMap<String, ScrapedDevice.Reason> reasons = scraped.getOrDefault(key, new TreeMap<>());
            devices.add(new FoundDevice(
                    key,
                    new TreeSet<>(ExporterReader.observable(reasons)),
                    new TreeSet<>(),
                    0,
                    name -> DeviceHistory.of(
                            new ScrapedDevice(name, reasons),
                            kind,
                            query.from().toEpochMilli(),
                            facts.samplePeriodMillis(),
                            query.config().events())));
        }
        return new Hardware(devices, kind, Optional.of(facts));
    }

    /** Where the time of an event is that of a scrape, it may have happened at any time since the one before. */
    private static long guardMillis(Training training, Hardware hardware, Set<FoundDevice> used) {
        long guard = Math.max(
                training.facts().map(ExporterFacts::samplePeriodMillis).orElse(0L),
                hardware.facts().map(ExporterFacts::samplePeriodMillis).orElse(0L));
        for (FoundDevice device : used) {
            guard = Math.max(guard, Math.round(device.intervalMillis()));
        }
        for (SetupRun run : training.runs()) {
            guard = Math.max(guard, run.history().skewMillis());
            if (training.facts().isEmpty()) {
                guard = Math.max(guard, Math.round(run.history().scrapeIntervalMillis()));
            }
        }
        return guard;
    }

    private static Set<Qualifier> qualifiers(List<SetupRun> runs) {
        boolean undersampled =
                runs.stream().flatMap(run -> run.gauge().stream()).anyMatch(GaugedRun::isUndersampled);
        return undersampled ? EnumSet.of(Qualifier.SPIKES_UNDERSAMPLED) : EnumSet.noneOf(Qualifier.class);
    }
}
