package org.thermograd.adapter.prometheus.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.FlaggedRun;
import org.thermograd.domain.analysis.scrape.GaugedRun;
import org.thermograd.domain.series.TimeSeries;

/** Reads runs of trainers that know nothing of this project, a series each. Confined to one thread. */
final class GaugeRunReader {
    private static final List<String> NAMES = List.of("run", "run_id", "run_name");

    private final FamilyReader families;
    private final ExporterQuery query;
    private final ExistingSetup setup;
    private final Set<String> ids = new HashSet<>();

    GaugeRunReader(FamilyReader families, ExporterQuery query, ExistingSetup setup) {
        this.families = families;
        this.query = query;
        this.setup = setup;
    }

    /**
     * Returns the runs.
     *
     * @throws NothingFoundException if there is none, or not each that was named
     */
    List<SetupRun> read(TrainingSide side)
            throws PrometheusQueryException, InterruptedException, NothingFoundException {
        List<SetupRun> runs = new ArrayList<>();
        if (side instanceof TrainingPreset preset) {
            Map<Map<String, String>, TimeSeries> steps = byLabels(preset.step());
            Map<Map<String, String>, TimeSeries> losses = byLabels(preset.loss());
            for (OwnSeries one : families.readForeign(asked(preset.gradNorm()))) {
                Map<String, String> labels = withoutName(one);
                add(
                        one,
                        steps.getOrDefault(labels, TimeSeries.EMPTY),
                        losses.getOrDefault(labels, TimeSeries.EMPTY),
                        runs);
            }
        } else if (side instanceof TrainingSide.GradNormQuery norms) {
            for (OwnSeries one : families.readForeign(norms.promql(), setup.queryStep())) {
                add(one, TimeSeries.EMPTY, TimeSeries.EMPTY, runs);
            }
        } else if (side instanceof TrainingSide.SpikeQuery spikes) {
            for (OwnSeries one :
                    QueriedFlags.read(families, spikes.description(), spikes.promql(), setup.queryStep())) {
                FlaggedRun run = new FlaggedRun(newId(one), one.samples(), QueriedFlags.kind(one));
                runs.add(new SetupRun(
                        key(one), run.history(query.config()), List.of(), Optional.empty(), TimeSeries.EMPTY));
            }
        }
        return chosen(runs, side);
    }

    private Map<Map<String, String>, TimeSeries> byLabels(String family)
            throws PrometheusQueryException, InterruptedException {
        Map<Map<String, String>, TimeSeries> series = new HashMap<>();
        for (OwnSeries one : families.readForeign(asked(family))) {
            series.put(withoutName(one), one.samples());
        }
        return series;
    }

    private void add(OwnSeries norms, TimeSeries steps, TimeSeries loss, List<SetupRun> runs) {
        GaugedRun run = GaugedRun.of(newId(norms), norms.samples(), steps);
        runs.add(new SetupRun(key(norms), run.history(query.config()), List.of(), Optional.of(run), loss));
    }

    private Selector asked(String family) {
        return Selector.of(family).with(ExporterFamilies.INSTANCE_LABEL, query.instances());
    }

    private List<SetupRun> chosen(List<SetupRun> all, TrainingSide side) throws NothingFoundException {
        List<SetupRun> chosen = new ArrayList<>(all);
        chosen.removeIf(run -> !query.instances().isEmpty()
                && !query.instances().contains(run.key().exporter().instance()));
        if (chosen.isEmpty()) {
            throw new NothingFoundException("no training run between " + query.from() + " and " + query.to() + ": "
                    + side.description() + " gives no series"
                    + (query.instances().isEmpty() ? "" : " of " + Absences.listed(query.instances()))
                    + "; check that this Prometheus scrapes the trainer, and the range (--since, or --from and --to)");
        }
        Set<String> names = new TreeSet<>();
        chosen.forEach(run -> names.add(run.history().run().id()));
        Set<String> absent = new TreeSet<>(query.runs());
        absent.removeAll(names);
        if (!absent.isEmpty()) {
            throw new NothingFoundException("run must be one of " + Absences.listed(names) + " between " + query.from()
                    + " and " + query.to() + ", got " + Absences.listed(absent) + " (--run)");
        }
        if (!query.runs().isEmpty()) {
            chosen.removeIf(run -> !query.runs().contains(run.history().run().id()));
        }
        return chosen;
    }

    private static RunKey key(OwnSeries series) {
        return new RunKey(series.exporter(), name(series));
    }

    private String newId(OwnSeries series) {
        String base = name(series);
        String id = base;
        for (int number = 2; !ids.add(id); number++) {
            id = base + "-" + number;
        }
        return id;
    }

    private static String name(OwnSeries series) {
        for (String label : NAMES) {
            if (!series.label(label).isEmpty()) {
                return series.label(label);
            }
        }
        return series.exporter().instance().isEmpty()
                ? "run"
                : series.exporter().instance();
    }

    private static Map<String, String> withoutName(OwnSeries series) {
        Map<String, String> labels = new HashMap<>(series.labels());
        labels.remove("__name__");
        return labels;
    }
}
