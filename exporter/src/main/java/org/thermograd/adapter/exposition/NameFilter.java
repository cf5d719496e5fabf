package org.thermograd.adapter.exposition;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.Set;

/**
 * Which families a scrape asks for by {@code name[]}: those whose name, or a name of whose samples, is given. No name
 * asks for all. Immutable.
 */
final class NameFilter {
    private static final Set<String> SUFFIXES = Set.of("", "_total", "_info", "_created", "_bucket", "_count", "_sum");

    private final Set<String> names;

    NameFilter(Collection<String> names) {
        this.names = Set.copyOf(names);
    }

    boolean accepts(MetricSnapshot family) {
        String name = family.getMetadata().getPrometheusName();
        return names.isEmpty() || SUFFIXES.stream().anyMatch(suffix -> names.contains(name + suffix));
    }
}
