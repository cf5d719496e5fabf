package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.RUN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.series.CounterIncreases;

/** Reads the histograms of step times, by the worst state of the devices meanwhile. Confined to one thread. */
final class StepTimesReader {
    private static final String CONDITION = "condition";
    private static final String AT_MOST = "le";
    private static final String INFINITY = "+Inf";

    private final FamilyReader families;
    private final RunReader runReader;
    private final long fromMillis;

    StepTimesReader(FamilyReader families, RunReader runReader, ExporterQuery query) {
        this.families = families;
        this.runReader = runReader;
        this.fromMillis = query.from().toEpochMilli();
    }

    /** Returns what states of the devices cost each run; a run of whose devices no state can be told is left out. */
    List<AggregatedCost> read(List<RunReader.Found> runs) throws PrometheusQueryException, InterruptedException {
        if (runs.isEmpty()) {
            return List.of();
        }
        List<OwnSeries> buckets = families.read(
                runReader.asked(ExporterFamilies.STEP_DURATION + "_bucket"), Set.of(RUN, CONDITION, AT_MOST));
        List<OwnSeries> sums =
                families.read(runReader.asked(ExporterFamilies.STEP_DURATION + "_sum"), Set.of(RUN, CONDITION));
        List<AggregatedCost> costs = new ArrayList<>();
        for (RunReader.Found run : runs) {
            SortedMap<String, StepHistogram> histograms = histograms(
                    of(run, buckets), of(run, sums), run.history().run().beganMillis(fromMillis));
            StepHistogram clear = histograms.remove(StepCondition.CLEAR.id());
            if (clear == null) {
                continue;
            }
            AggregatedCost cost = new AggregatedCost(run.history().run().id(), clear, histograms);
            if (!histograms.isEmpty() && cost.steps() > 0) {
                costs.add(cost);
            }
        }
        return costs;
    }

    private static List<OwnSeries> of(RunReader.Found run, List<OwnSeries> all) {
        return all.stream().filter(one -> RunKey.of(one).equals(run.key())).toList();
    }

    private static SortedMap<String, StepHistogram> histograms(
            List<OwnSeries> buckets, List<OwnSeries> sums, OptionalLong began) {
        SortedMap<String, SortedMap<Double, Double>> steps = new TreeMap<>();
        for (OwnSeries bucket : buckets) {
            String bound = bucket.label(AT_MOST);
            steps.computeIfAbsent(bucket.label(CONDITION), any -> new TreeMap<>())
                    .put(
                            bound.equals(INFINITY) ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                            increases(bucket, began).total());
        }
        Map<String, Double> seconds = new TreeMap<>();
        sums.forEach(
                sum -> seconds.put(sum.label(CONDITION), increases(sum, began).total()));
        SortedMap<String, StepHistogram> histograms = new TreeMap<>();
        steps.forEach((condition, atMost) ->
                histograms.put(condition, new StepHistogram(atMost, seconds.getOrDefault(condition, 0.0))));
        return histograms;
    }

    private static CounterIncreases increases(OwnSeries counter, OptionalLong began) {
        return began.isPresent()
                ? CounterIncreases.fromZero(counter.samples(), began.getAsLong())
                : CounterIncreases.of(counter.samples());
    }
}
