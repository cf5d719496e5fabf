package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.Provenance;

/** What this exporter is and where its data comes from. Immutable. */
public final class SelfCollector implements MetricCollector {
    private static final Family BUILD = Family.info(
            "thermograd_build_info", "This build, and the Java it runs on.", "version", "revision", "java_version");
    private static final Family SOURCE = Family.info(
            "thermograd_source_info",
            "Where hardware and training data come from: real, simulated, replayed or none.",
            "hardware",
            "training");

    private final BuildFacts build;
    private final Provenance hardware;
    private final Provenance training;

    /** Makes the collector. */
    public SelfCollector(BuildFacts build, Provenance hardware, Provenance training) {
        this.build = requireNonNull(build, "build");
        this.hardware = requireNonNull(hardware, "hardware");
        this.training = requireNonNull(training, "training");
    }

    @Override
    public String name() {
        return "self";
    }

    @Override
    public List<Family> families() {
        return List.of(BUILD, SOURCE);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        List<MetricSnapshot> all = new ArrayList<>();
        new Points(BUILD)
                .add(1, build.version(), build.revision().orElse(""), build.javaVersion())
                .addTo(all);
        new Points(SOURCE).add(1, hardware.id(), training.id()).addTo(all);
        return all;
    }
}
