package org.thermograd.adapter.jmx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.adapter.exposition.collector.ClockCollector;
import org.thermograd.adapter.exposition.collector.CorrelationCollector;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.adapter.exposition.collector.GroupsCollector;
import org.thermograd.adapter.exposition.collector.HttpCollector;
import org.thermograd.adapter.exposition.collector.PushMetrics;
import org.thermograd.adapter.exposition.collector.RecordingCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.adapter.exposition.collector.StateCollector;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.Provenance;

/** Every series that the exporter and the correlation service may have, with a made-up value of each label. */
final class AllFamilies {
    private AllFamilies() {}

    /**
     * Returns them without information metrics, in the order of their names; a histogram is its count and its sum, which
     * have no unit here: a tool would put it to the end of their names.
     */
    static List<BeanSeries> numbers() {
        List<MetricCollector> collectors = new ArrayList<>(Pipeline.collectors());
        collectors.add(new SelfCollector(new BuildFacts("", Optional.empty(), ""), Provenance.NONE, Provenance.NONE));
        collectors.add(new SamplingCollector(Duration.ofSeconds(1), () -> 0, Map::of));
        collectors.add(new RecordingCollector(() -> 0));
        collectors.add(new StateCollector(() -> 0, () -> 0, () -> 0));
        collectors.add(new ClockCollector(() -> Duration.ZERO, () -> 0, () -> 0));
        collectors.add(new PushMetrics(List.of(), List.of()));
        collectors.add(new HttpCollector(List.of()));
        collectors.add(new GroupsCollector(() -> 0, () -> 0, () -> 0));
        collectors.add(new CorrelationCollector(() -> CorrelationStatus.NONE));
        SortedMap<String, BeanSeries> all = new TreeMap<>();
        for (Family family : new Exposition(collectors, Scrape::empty, InstantSource.fixed(Instant.EPOCH)).families()) {
            switch (family.type()) {
                case GAUGE -> all.put(family.name(), series(family, "", false));
                case COUNTER -> all.put(family.name(), series(family, "", true));
                case HISTOGRAM, SUMMARY -> {
                    all.put(family.name() + "_count", series(family, "_count", false));
                    all.put(family.name() + "_sum", series(family, "_sum", false));
                }
                case INFO -> {
                    // They say what they say in texts, which neither tool collects.
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static BeanSeries series(Family family, String suffix, boolean growing) {
        SortedMap<String, String> labels = new TreeMap<>();
        family.labelNames().forEach(label -> labels.put(label, "x"));
        return new BeanSeries(
                family.name() + suffix,
                family.help(),
                family.unit().filter(unit -> suffix.isEmpty()),
                growing,
                labels,
                OptionalDouble.of(1));
    }
}
