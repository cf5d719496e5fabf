package org.thermograd.adapter.exposition;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Gives one gauge, until it is told to fail. */
final class FakeCollector implements MetricCollector {
    private final String name;
    private final Family family;
    private final List<Scrape> scrapes = new ArrayList<>();
    private boolean failing;

    FakeCollector(String name, String family) {
        this.name = name;
        this.family = Family.gauge(family, "A gauge.");
    }

    void failing(boolean now) {
        failing = now;
    }

    List<Scrape> scrapes() {
        return scrapes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Family> families() {
        return List.of(family);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        scrapes.add(scrape);
        if (failing) {
            throw new IllegalStateException("told to");
        }
        List<MetricSnapshot> all = new ArrayList<>();
        new Points(family).add(1).addTo(all);
        return all;
    }
}
