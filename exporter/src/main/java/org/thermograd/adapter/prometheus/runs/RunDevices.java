package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.DEVICE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.INSTANCE_LABEL;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.RUN;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.UUID;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.DeviceSeries;

/**
 * Which devices are those of a run: what it says itself, by {@code uuid} at any exporter or else by name at its own; where
 * it says nothing, all of its exporter.
 *
 * @param devices the devices
 * @param absent devices that it names and nobody exposes
 * @param assumed whether it said nothing
 */
record RunDevices(SortedSet<DeviceKey> devices, SortedSet<String> absent, boolean assumed) {
    RunDevices {
        devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
        absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
    }

    /** What a run says of one device. */
    record Named(String device, String uuid) {}

    /**
     * Finds the devices of each run.
     *
     * @throws NothingFoundException if devices were asked for that none of the runs has
     */
    static SortedMap<RunKey, RunDevices> find(
            FamilyReader families, RunReader runReader, ExporterQuery query, List<RunReader.Found> runs)
            throws PrometheusQueryException, InterruptedException, NothingFoundException {
        SortedMap<RunKey, List<Named>> named = named(families, runReader);
        SortedSet<DeviceKey> exposed = exposed(families, runs, named);
        SortedMap<RunKey, RunDevices> all = new TreeMap<>();
        for (RunReader.Found run : runs) {
            all.put(run.key(), of(run.key(), named.getOrDefault(run.key(), List.of()), exposed));
        }
        return chosen(all, families, query);
    }

    /** Returns what each run says of its devices; a run that says nothing is not in it. */
    static SortedMap<RunKey, List<Named>> named(FamilyReader families, RunReader runReader)
            throws PrometheusQueryException, InterruptedException {
        SortedMap<RunKey, List<Named>> named = new TreeMap<>();
        for (OwnSeries one : families.read(runReader.asked(ExporterFamilies.RUN_DEVICE), Set.of(RUN, DEVICE, UUID))) {
            named.computeIfAbsent(RunKey.of(one), any -> new ArrayList<>())
                    .add(new Named(one.label(DEVICE), one.label(UUID)));
        }
        return named;
    }

    private static SortedSet<DeviceKey> exposed(
            FamilyReader families, List<RunReader.Found> runs, Map<RunKey, List<Named>> named)
            throws PrometheusQueryException, InterruptedException {
        Set<String> instances = new TreeSet<>();
        runs.forEach(run -> instances.add(run.key().exporter().instance()));
        Set<String> uuids = new TreeSet<>();
        named.values().forEach(devices -> devices.forEach(device -> uuids.add(device.uuid())));
        uuids.remove("");
        Selector observable = Selector.of(ExporterFamilies.name(DeviceSeries.OBSERVABLE));
        List<Selector> selectors = new ArrayList<>(List.of(observable.with(INSTANCE_LABEL, instances)));
        if (!uuids.isEmpty()) {
            selectors.add(observable.with(UUID, uuids));
        }
        SortedSet<DeviceKey> exposed = new TreeSet<>();
        families.labels(selectors).forEach(labels -> exposed.add(DeviceKey.of(labels)));
        return exposed;
    }

    private static RunDevices of(RunKey run, List<Named> named, SortedSet<DeviceKey> exposed) {
        SortedSet<DeviceKey> devices = new TreeSet<>();
        if (named.isEmpty()) {
            exposed.stream()
                    .filter(key -> key.exporter().equals(run.exporter()))
                    .forEach(key -> devices.add(key));
            return new RunDevices(devices, new TreeSet<>(), true);
        }
        SortedSet<String> absent = new TreeSet<>();
        for (Named one : named) {
            Optional<DeviceKey> found = one.uuid().isEmpty()
                    ? Optional.empty()
                    : closest(
                            run,
                            exposed.stream()
                                    .filter(key -> key.uuid().equals(one.uuid()))
                                    .toList());
            if (found.isEmpty() && !one.device().isEmpty()) {
                found = closest(
                        run,
                        exposed.stream()
                                .filter(key -> key.device().equals(one.device())
                                        && key.exporter()
                                                .instance()
                                                .equals(run.exporter().instance())
                                        && (one.uuid().isEmpty() || key.uuid().isEmpty()))
                                .toList());
            }
            found.ifPresentOrElse(
                    key -> devices.add(key), () -> absent.add(one.device().isEmpty() ? one.uuid() : one.device()));
        }
        return new RunDevices(devices, absent, false);
    }

    /** A device may be exposed more than once, as by a container and by its host. */
    private static Optional<DeviceKey> closest(RunKey run, List<DeviceKey> candidates) {
        return candidates.stream()
                .min(Comparator.comparing((DeviceKey key) -> !key.exporter().equals(run.exporter()))
                        .thenComparing(key ->
                                !key.exporter().instance().equals(run.exporter().instance()))
                        .thenComparing(key -> key));
    }

    private static SortedMap<RunKey, RunDevices> chosen(
            SortedMap<RunKey, RunDevices> all, FamilyReader families, ExporterQuery query)
            throws NothingFoundException {
        if (query.devices().isEmpty()) {
            return all;
        }
        Set<DeviceKey> before = new TreeSet<>();
        Set<DeviceKey> after = new HashSet<>();
        SortedMap<RunKey, RunDevices> chosen = new TreeMap<>();
        all.forEach((run, devices) -> {
            before.addAll(devices.devices());
            SortedSet<DeviceKey> kept = new TreeSet<>(devices.devices());
            kept.removeIf(key -> !query.asksFor(key.device()));
            after.addAll(kept);
            SortedSet<String> absent = new TreeSet<>(devices.absent());
            absent.removeIf(name -> !query.asksFor(name));
            chosen.put(run, new RunDevices(kept, absent, devices.assumed()));
        });
        new Absences(families, query).checkDevices(after, before);
        return chosen;
    }

    /** Returns the names that the devices have in the analysis, each with its instance where it is not that of the run. */
    SortedMap<DeviceKey, String> names(ExporterTarget exporter) {
        SortedMap<DeviceKey, String> names = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (DeviceKey key : devices) {
            String name = key.exporter().instance().equals(exporter.instance())
                    ? key.device()
                    : key.device() + "@" + key.exporter().instance();
            if (!taken.add(name)) {
                name = name + "@" + (key.uuid().isEmpty() ? key.exporter().job() : key.uuid());
                taken.add(name);
            }
            names.put(key, name);
        }
        return names;
    }
}
