package org.thermograd.adapter.prometheus.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which devices are those of a run, where the two are told by different exporters: what the run says itself, by {@code uuid}
 * anywhere or else by name on its host; where it says nothing all of its host, and where its host has none all there are.
 */
final class SetupDevices {
    private final ExporterQuery query;
    private final List<FoundDevice> all;

    /** How the devices of a run were chosen. */
    enum Choice {
        /** The run named them. */
        NAMED,
        /** They are on its host. */
        HOST,
        /** They are all that there are. */
        ALL
    }

    /**
     * The devices of a run.
     *
     * @param devices the devices
     * @param absent those that it named and nobody exposes
     * @param choice how they were chosen
     */
    record OfRun(List<FoundDevice> devices, SortedSet<String> absent, Choice choice) {
        OfRun {
            devices = List.copyOf(devices);
            absent = new TreeSet<>(absent);
        }

        /** Returns them by their names in the analysis, each with its instance where it is not on the host of the run. */
        SortedMap<String, FoundDevice> named(ExporterTarget exporter) {
            SortedMap<String, FoundDevice> named = new TreeMap<>();
            for (FoundDevice device : devices) {
                String base = device.isOnHostOf(exporter)
                                || device.key().exporter().instance().isEmpty()
                        ? device.key().device()
                        : device.key().device() + "@" + device.key().exporter().instance();
                String name = base;
                for (int number = 2; named.containsKey(name); number++) {
                    name = base + "-" + number;
                }
                named.put(name, device);
            }
            return named;
        }
    }

    /**
     * Prepares to choose.
     *
     * @param all all devices there are, at least one
     * @throws NothingFoundException if none of them is one that was asked for
     */
    SetupDevices(ExporterQuery query, List<FoundDevice> all) throws NothingFoundException {
        this.query = query;
        this.all = all.stream().filter(this::isWanted).toList();
        if (this.all.isEmpty()) {
            throw new NothingFoundException("device must be one of "
                    + Absences.listed(
                            all.stream().map(device -> device.key().device()).toList())
                    + ", got " + Absences.listed(query.devices()) + " (--device)");
        }
    }

    private boolean isWanted(FoundDevice device) {
        return query.asksFor(device.key().device());
    }

    OfRun of(SetupRun run) {
        List<FoundDevice> named = new ArrayList<>();
        SortedSet<String> absent = new TreeSet<>();
        for (RunDevices.Named one : run.named()) {
            all.stream()
                    .filter(device -> device.hasUuid(one.uuid()))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(device -> device.key().device().equals(one.device())
                                    && device.isOnHostOf(run.key().exporter()))
                            .findFirst())
                    .ifPresentOrElse(named::add, () -> absent.add(one.device().isEmpty() ? one.uuid() : one.device()));
        }
        if (!named.isEmpty()) {
            return new OfRun(named, absent, Choice.NAMED);
        }
        List<FoundDevice> onHost = all.stream()
                .filter(device -> device.isOnHostOf(run.key().exporter()))
                .toList();
        return onHost.isEmpty() ? new OfRun(all, absent, Choice.ALL) : new OfRun(onHost, absent, Choice.HOST);
    }
}
