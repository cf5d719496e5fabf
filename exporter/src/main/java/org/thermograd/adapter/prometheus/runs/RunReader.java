package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.INSTANCE_LABEL;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.PHASE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.RANK;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.RUN;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.SLOT;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.TEXT;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.RunSeries;
import org.thermograd.domain.analysis.scrape.ScrapedRun;
import org.thermograd.domain.analysis.scrape.SlotSeries;
import org.thermograd.domain.analysis.scrape.TrainingHistory;
import org.thermograd.domain.series.TimeSeries;

/** Reads the training side. Confined to one thread. */
final class RunReader {
    private final FamilyReader families;
    private final ExporterQuery query;

    RunReader(FamilyReader families, ExporterQuery query) {
        this.families = families;
        this.query = query;
    }

    /** A run that trained in the range. */
    record Found(RunKey key, TrainingHistory history) {}

    /**
     * Reads the runs that were asked for and pushed in the range.
     *
     * @throws NothingFoundException if there is none, or not each that was named
     */
    List<Found> read() throws PrometheusQueryException, InterruptedException, NothingFoundException {
        SortedMap<RunKey, Map<RunSeries, TimeSeries>> series = new TreeMap<>();
        for (RunSeries one : RunSeries.values()) {
            Selector selector = asked(ExporterFamilies.name(one)).with(ExporterFamilies.fixed(one));
            Set<String> own = new HashSet<>(ExporterFamilies.fixed(one).keySet());
            own.add(RUN);
            for (OwnSeries found : families.read(selector, own)) {
                series.computeIfAbsent(RunKey.of(found), any -> new EnumMap<>(RunSeries.class))
                        .put(one, found.samples());
            }
            if (one == RunSeries.STEPS) {
                new Absences(families, query).checkRuns(series.keySet());
            }
        }
        SortedMap<RunKey, Map<SlotSeries, Map<String, TimeSeries>>> slots = new TreeMap<>();
        for (SlotSeries one : SlotSeries.values()) {
            for (OwnSeries found :
                    families.read(asked(ExporterFamilies.name(one)), Set.of(RUN, SLOT, RANK, PHASE, TEXT))) {
                slots.computeIfAbsent(RunKey.of(found), any -> new EnumMap<>(SlotSeries.class))
                        .computeIfAbsent(one, any -> new TreeMap<>())
                        .put(
                                SlotSeries.slot(
                                        found.label(SLOT) + found.label(RANK), found.label(PHASE) + found.label(TEXT)),
                                found.samples());
            }
        }
        return trained(series, slots);
    }

    Selector asked(String family) {
        return Selector.of(family).with(RUN, query.runs()).with(INSTANCE_LABEL, query.instances());
    }

    private List<Found> trained(
            SortedMap<RunKey, Map<RunSeries, TimeSeries>> series,
            SortedMap<RunKey, Map<SlotSeries, Map<String, TimeSeries>>> slots)
            throws NothingFoundException {
        List<Found> runs = new ArrayList<>();
        Map<RunKey, String> ids = ids(series.keySet());
        series.forEach((key, found) -> {
            TrainingHistory history = TrainingHistory.of(
                    new ScrapedRun(ids.getOrDefault(key, key.run()), found, slots.getOrDefault(key, Map.of())),
                    query.from().toEpochMilli(),
                    query.config().events(),
                    query.config().detector().id());
            if (history.trained()) {
                runs.add(new Found(key, history));
            }
        });
        if (runs.isEmpty()) {
            throw new NothingFoundException("no run pushed a step between " + query.from() + " and " + query.to()
                    + "; "
                    + Absences.listed(series.keySet().stream().map(RunKey::run).toList())
                    + " ended before; widen the range (--since, or --from and --to)");
        }
        return runs;
    }

    /** The name of a run; with the instance where several exporters have a run of that name. */
    private static Map<RunKey, String> ids(Set<RunKey> keys) {
        Map<RunKey, String> ids = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (RunKey key : keys) {
            boolean ambiguous =
                    keys.stream().filter(other -> other.run().equals(key.run())).count() > 1;
            String base = ambiguous ? key.run() + "@" + key.exporter().instance() : key.run();
            String id = base;
            for (int number = 2; !taken.add(id); number++) {
                id = base + "-" + number;
            }
            ids.put(key, id);
        }
        return ids;
    }
}
