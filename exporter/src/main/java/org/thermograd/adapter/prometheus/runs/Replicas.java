package org.thermograd.adapter.prometheus.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.adapter.prometheus.LabeledSeries;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Tells the series of one exporter from copies of them that another server scraped: they differ in labels that are not
 * the exporter's, such as {@code replica}. Of copies from the same time the one with most samples counts; those that
 * follow each other, as when such a label changed, belong together. Confined to one thread.
 */
final class Replicas {
    private static final String NAME = "__name__";

    private final Map<ExporterTarget, List<SortedMap<String, String>>> kept = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** Returns what was left out, one sentence for each exporter. */
    List<String> remarks() {
        return remarks;
    }

    /**
     * Returns the series without the copies. The first family in which an exporter appears decides which are copies.
     *
     * @param family its series
     * @param own the labels that the exporter gives to series of this family
     */
    List<OwnSeries> keep(Collection<LabeledSeries> family, Set<String> own) {
        SortedMap<ExporterTarget, List<LabeledSeries>> byExporter = new TreeMap<>();
        for (LabeledSeries one : family) {
            if (one.samples().size() > 0) {
                byExporter
                        .computeIfAbsent(ExporterTarget.of(one.labels()), any -> new ArrayList<>())
                        .add(one);
            }
        }
        List<OwnSeries> all = new ArrayList<>();
        byExporter.forEach((exporter, series) -> {
            List<SortedMap<String, String>> chosen = kept.computeIfAbsent(exporter, any -> choose(any, series, own));
            Map<SortedMap<String, String>, TimeSeries> merged = new LinkedHashMap<>();
            for (LabeledSeries one : series) {
                if (chosen.contains(foreign(one, own))) {
                    merged.merge(own(one, own), one.samples(), Replicas::together);
                }
            }
            merged.forEach((labels, samples) -> all.add(new OwnSeries(exporter, labels, samples)));
        });
        return all;
    }

    private List<SortedMap<String, String>> choose(
            ExporterTarget exporter, List<LabeledSeries> series, Set<String> own) {
        Map<SortedMap<String, String>, Integer> samples = new LinkedHashMap<>();
        Map<SortedMap<String, String>, Segment> times = new HashMap<>();
        for (LabeledSeries one : series) {
            samples.merge(foreign(one, own), one.samples().size(), Integer::sum);
            times.merge(foreign(one, own), time(one.samples()), Replicas::hull);
        }
        List<SortedMap<String, String>> ordered = new ArrayList<>(samples.keySet());
        ordered.sort((a, b) -> Integer.compare(samples.getOrDefault(b, 0), samples.getOrDefault(a, 0)));
        List<SortedMap<String, String>> chosen = new ArrayList<>();
        List<SortedMap<String, String>> copies = new ArrayList<>();
        for (SortedMap<String, String> labels : ordered) {
            Segment time = times.getOrDefault(labels, new Segment(0, 1));
            boolean isCopy = chosen.stream()
                    .anyMatch(other -> times.getOrDefault(other, time).overlaps(time));
            (isCopy ? copies : chosen).add(labels);
        }
        if (!copies.isEmpty()) {
            remarks.add(exporter + ": its series are there " + (copies.size() + 1) + " times; used those with "
                    + chosen.get(0) + ", which have most samples, not those with " + copies);
        }
        return chosen;
    }

    private static SortedMap<String, String> foreign(LabeledSeries series, Set<String> own) {
        SortedMap<String, String> labels = new TreeMap<>(series.labels().values());
        labels.keySet().removeAll(own);
        labels.keySet().removeAll(Set.of(NAME, ExporterFamilies.JOB, ExporterFamilies.INSTANCE_LABEL));
        return labels;
    }

    private static SortedMap<String, String> own(LabeledSeries series, Set<String> own) {
        SortedMap<String, String> labels = new TreeMap<>(series.labels().values());
        labels.keySet().retainAll(own);
        return labels;
    }

    private static Segment time(TimeSeries samples) {
        return new Segment(samples.epochMillis(0), samples.epochMillis(samples.size() - 1) + 1);
    }

    private static Segment hull(Segment a, Segment b) {
        return new Segment(Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis()));
    }

    /** Returns the samples of both in time order. */
    static TimeSeries together(TimeSeries a, TimeSeries b) {
        SampleTable.Builder both = SampleTable.builder("value");
        for (TimeSeries one : List.of(a, b)) {
            for (int i = 0; i < one.size(); i++) {
                both.add(one.epochMillis(i), one.value(i));
            }
        }
        return both.build().column("value");
    }
}
