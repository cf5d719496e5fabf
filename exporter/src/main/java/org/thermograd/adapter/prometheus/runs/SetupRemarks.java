package org.thermograd.adapter.prometheus.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.scrape.GaugedRun;
import org.thermograd.domain.collapse.CollapseReason;

/** What a reader of the report should know of series that others exposed, one sentence each. Confined to one thread. */
final class SetupRemarks {
    private static final double MILLIS = 1000;

    private final ExporterQuery query;
    private final ExistingSetup setup;
    private final List<String> sentences = new ArrayList<>();

    SetupRemarks(ExporterQuery query, ExistingSetup setup) {
        this.query = query;
        this.setup = setup;
    }

    List<String> sentences() {
        return sentences;
    }

    void addRun(SetupRun run, SetupDevices.OfRun own) {
        String id = run.history().run().id();
        switch (own.choice()) {
            case NAMED -> {}
            case HOST -> sentences.add(id + ": it does not say what devices it trains on; taken are those of its host");
            case ALL ->
                sentences.add(id + ": it does not say what devices it trains on, and its host has none; taken are all "
                        + own.devices().size() + " that were found");
        }
        if (!own.absent().isEmpty()) {
            sentences.add(
                    id + ": it trains on " + String.join(", ", own.absent()) + ", of which nobody exposes collapses");
        }
        run.gauge().ifPresent(this::addGauge);
        if (setup.training().isPresent() && run.gauge().isEmpty()) {
            sentences.add(
                    id + ": its spikes are those of " + setup.training().get().description()
                            + ", each at the scrape that shows it; no detector was used, and what counts as its steps are the"
                            + " scrapes, " + seconds(run.history().scrapeIntervalMillis()) + " s apart");
        }
    }

    private void addGauge(GaugedRun run) {
        double interval = run.scrapes().medianIntervalMillis();
        String scraped = run.id() + ": spikes were looked for in a gauge, scraped every " + seconds(interval) + " s; ";
        if (run.isUndersampled()) {
            double step = run.stepMillis().orElseThrow();
            sentences.add(scraped + "a step takes about " + seconds(step) + " s, so one step in "
                    + Math.round(interval / step) + " was seen, and nothing is known of the others");
        } else if (run.stepMillis().isPresent()) {
            sentences.add(scraped + "a step takes about "
                    + seconds(run.stepMillis().orElseThrow()) + " s; a spike is at the scrape that shows it");
        } else {
            sentences.add(scraped + "how many steps lie between two scrapes is not known, and nothing is known of those"
                    + " that no scrape saw");
        }
        if (!run.showsPauses()) {
            sentences.add(
                    run.id() + ": pauses of training do not show, since scrapes do not come as often as steps; what"
                            + " lies within a minute after them is not left out");
        }
    }

    void addHardware(Set<FoundDevice> used) {
        if (setup.hardware().isEmpty()) {
            return;
        }
        HardwareSide side = setup.hardware().get();
        double interval =
                used.stream().mapToDouble(FoundDevice::intervalMillis).max().orElse(0);
        if (interval > 0) {
            sentences.add("collapses are those of " + side.description() + ", scraped every " + seconds(interval)
                    + " s: each is at the scrape that shows it, and a flag that is up between two scrapes only is not"
                    + " seen; within the guard, which is at least that, the order of two events is not known");
        }
        addReasons(used);
        SortedSet<String> blind = new TreeSet<>();
        used.stream().filter(device -> device.reasons().isEmpty()).forEach(device -> blind.add(name(device)));
        if (!blind.isEmpty() && side instanceof HardwarePreset preset) {
            sentences.add(
                    "nothing tells when " + Absences.listed(blind) + " was held back; needed is " + preset.hint());
        }
        if (interval >= query.config().coincidence().deltaTMillis()) {
            sentences.add("scrapes are as far apart as the window is long or further; a longer window (--delta-t) or"
                    + " onset times, as of ./thermograd serve, would show more");
        }
    }

    /** Says what each device was held back for. */
    private void addReasons(Set<FoundDevice> used) {
        SortedMap<String, SortedSet<String>> devices = new TreeMap<>();
        used.forEach(device -> device.given()
                .forEach(reason ->
                        devices.computeIfAbsent(reason, any -> new TreeSet<>()).add(name(device))));
        if (!devices.isEmpty()) {
            sentences.add("collapses are of: "
                    + devices.entrySet().stream()
                            .map(one ->
                                    CollapseReason.inWords(one.getKey()) + " (" + Absences.listed(one.getValue()) + ")")
                            .collect(Collectors.joining("; ")));
        }
    }

    private static String name(FoundDevice device) {
        return device.key().device() + "@" + device.key().exporter().instance();
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.3g", millis / MILLIS).replaceFirst("\\.?0+$", "");
    }
}
