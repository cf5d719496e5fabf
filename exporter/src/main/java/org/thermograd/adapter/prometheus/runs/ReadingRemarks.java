package org.thermograd.adapter.prometheus.runs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.scrape.DeviceHistory;
import org.thermograd.domain.analysis.scrape.LiveCost;
import org.thermograd.domain.analysis.scrape.LostSteps;
import org.thermograd.domain.analysis.scrape.RunAndDevices;
import org.thermograd.domain.analysis.scrape.ThrottledMeanwhile;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;

/** What a reader of the report should know of what was read, one sentence each. Confined to one thread. */
final class ReadingRemarks {
    private final ExporterQuery query;
    private final CollapseKind kind;
    private final DeviceReader devices;
    private final SortedMap<RunKey, RunDevices> devicesOfRuns;

    ReadingRemarks(
            ExporterQuery query, CollapseKind kind, DeviceReader devices, SortedMap<RunKey, RunDevices> devicesOfRuns) {
        this.query = query;
        this.kind = kind;
        this.devices = devices;
        this.devicesOfRuns = devicesOfRuns;
    }

    /**
     * Returns the sentences.
     *
     * @param runs the runs as they were found
     * @param joined the same runs with their devices
     * @param driver what drivers counted
     */
    List<String> of(List<RunReader.Found> runs, List<RunAndDevices> joined, DriverCounters driver) {
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            String id = runs.get(i).history().run().id();
            RunDevices own = devicesOfRuns.get(runs.get(i).key());
            if (own != null) {
                addDevices(id, runs.get(i).key().exporter(), own, remarks);
            }
            addLosses(id, joined.get(i), remarks);
            addGaps(id, own(runs.get(i).key()), joined.get(i), driver, remarks);
        }
        return remarks;
    }

    /** Returns of which runs episodes were not priced, or their clusters gave way to newer ones between two scrapes. */
    static List<String> of(Collection<LiveCost> costs) {
        List<String> remarks = new ArrayList<>();
        costs.forEach(cost -> cost.pricedSinceMillis()
                .ifPresent(since -> remarks.add("run " + cost.run()
                        + ": its exporter tells what throttling cost only since " + Instant.ofEpochMilli(since)
                        + ", so the time before is left out of that")));
        costs.stream()
                .filter(cost -> cost.missing() > 0)
                .map(cost -> "run " + cost.run() + ": " + counted(cost.missing(), "cluster")
                        + " of episodes, counted by device and reason, came and went between two scrapes, so what"
                        + " throttling cost is estimated without; scrape more often")
                .forEach(remarks::add);
        return remarks;
    }

    private void addDevices(String id, ExporterTarget exporter, RunDevices own, List<String> remarks) {
        if (own.assumed()) {
            remarks.add(id + ": it does not say what devices it trains on; "
                    + (own.devices().isEmpty()
                            ? exporter + " exposes no collapses of any device"
                            : "taken are all of " + exporter));
        }
        if (!own.absent().isEmpty()) {
            remarks.add(id + ": it trains on " + String.join(", ", own.absent())
                    + ", whose collapses no exporter exposes between " + query.from() + " and " + query.to());
        }
        SortedMap<DeviceKey, String> names = own.names(exporter);
        for (CollapseKind other : CollapseKind.values()) {
            List<String> only = names.entrySet().stream()
                    .filter(device -> other != kind
                            && !devices.canShow(device.getKey(), kind)
                            && devices.canShow(device.getKey(), other))
                    .map(device -> device.getValue())
                    .toList();
            if (!only.isEmpty()) {
                remarks.add(id + ": " + String.join(", ", only) + " can show collapses of the kind " + other.id()
                        + " only, which are not pooled with those of the kind " + kind.id() + " (--collapses "
                        + other.id() + ")");
            }
        }
    }

    private static void addLosses(String id, RunAndDevices run, List<String> remarks) {
        for (LostSteps lost : run.training().restarts()) {
            remarks.add("run " + id + ": the exporter restarted, or forgot the run, " + between(lost.time())
                    + "; at most " + counted(lost.most(), "step") + " and the events in that time are missing");
        }
        run.training().missing().forEach((counter, events) -> {
            String noun = switch (counter) {
                case SLOW_RUNS -> "pause or slow phase";
                case LEVEL_SHIFTS -> "level shift";
                case RESTARTS -> "restart";
                default -> "spike";
            };
            remarks.add("run " + id + ": " + counted(events.count(), noun)
                    + " were counted and have no time, since there were more than fit into the slots between two scrapes;"
                    + " that time is left out");
        });
        for (DeviceHistory device : run.devices()) {
            if (device.missing().count() > 0) {
                remarks.add(id + ": " + counted(device.missing().count(), "collapse") + " of " + device.name()
                        + " were counted and have no time, since there were more than fit into the slots between two"
                        + " scrapes; that time is left out");
            }
        }
    }

    /** Returns the devices of a run by their names in the analysis. */
    private Map<String, DeviceKey> own(RunKey key) {
        Map<String, DeviceKey> keys = new HashMap<>();
        RunDevices own = devicesOfRuns.get(key);
        if (own == null) {
            return keys;
        }
        own.names(key.exporter()).forEach((device, name) -> keys.put(name, device));
        return keys;
    }

    /** An exporter that was away saw nothing meanwhile; its driver counted on. */
    private static void addGaps(
            String id, Map<String, DeviceKey> keys, RunAndDevices run, DriverCounters driver, List<String> remarks) {
        for (DeviceHistory device : run.devices()) {
            DeviceKey key = keys.get(device.name());
            for (Segment gap : device.restarts()) {
                if (run.training().coverage().hull().filter(gap::overlaps).isPresent()) {
                    remarks.add(id + ": the exporter of " + device.name() + " was away from "
                            + Instant.ofEpochMilli(gap.startMillis() - 1) + " to "
                            + Instant.ofEpochMilli(gap.endMillis())
                            + "; collapses in that time are not known, and it is left out"
                            + (key == null ? "" : "; " + meanwhile(driver.during(key, gap))));
                }
            }
        }
    }

    private static String meanwhile(ThrottledMeanwhile driver) {
        if (!driver.counted()) {
            return "no counter of its driver says how long it was throttled meanwhile";
        }
        return driver.seconds().isEmpty()
                ? "by its driver's counters it was not throttled meanwhile"
                : "by its driver's counters it was throttled meanwhile for at most "
                        + driver.seconds().entrySet().stream()
                                .map(one -> seconds(one.getValue()) + " s (" + one.getKey() + ")")
                                .collect(Collectors.joining(", "));
    }

    private static String seconds(double seconds) {
        return BigDecimal.valueOf(seconds)
                .setScale(1, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String between(Segment time) {
        return "between " + Instant.ofEpochMilli(time.startMillis() - 1) + " and "
                + Instant.ofEpochMilli(time.endMillis());
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
