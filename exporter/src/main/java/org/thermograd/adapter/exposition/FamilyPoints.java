package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the series of several families for one scrape, family by family in their order. Confined to one thread. */
public final class FamilyPoints {
    private final Map<Family, Points> points = new LinkedHashMap<>();

    /** Starts with no series. */
    public FamilyPoints(List<Family> families) {
        families.forEach(family -> points.put(family, new Points(family)));
    }

    /** Returns the series of a family, which must be one of those given. */
    public Points of(Family family) {
        return requireNonNull(points.get(family), family.name());
    }

    /** Returns the families that have series. */
    public List<MetricSnapshot> snapshots() {
        return points.values().stream().flatMap(one -> one.snapshot().stream()).toList();
    }
}
