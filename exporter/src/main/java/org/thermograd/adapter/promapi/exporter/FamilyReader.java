package org.thermograd.adapter.promapi.exporter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thermograd.adapter.promapi.Labels;
import org.thermograd.adapter.promapi.PrometheusClient;
import org.thermograd.adapter.promapi.PrometheusQueryException;
import org.thermograd.adapter.promapi.ReadListener;
import org.thermograd.adapter.promapi.ReadResult;

/** Reads one family after the other in a range of time, without copies of replicas. Confined to one thread. */
final class FamilyReader {
    private final PrometheusClient client;
    private final Instant from;
    private final Instant to;
    private final Function<String, ReadListener> listeners;
    private final Replicas replicas = new Replicas();
    private final Set<String> warnings = new LinkedHashSet<>();

    FamilyReader(PrometheusClient client, Instant from, Instant to, Function<String, ReadListener> listeners) {
        this.client = client;
        this.from = from;
        this.to = to;
        this.listeners = listeners;
    }

    /** Reads the samples of a family, in which series differ by the given labels. */
    List<OwnSeries> read(Selector selector, Set<String> own) throws PrometheusQueryException, InterruptedException {
        ReadResult result = client.read(selector.toString(), from, to, listeners.apply(selector.name()));
        warnings.addAll(result.warnings());
        return replicas.keep(result.series(), own);
    }

    /** Returns the labels of all series of a selector, without their samples. */
    List<Labels> labels(List<Selector> selectors) throws PrometheusQueryException, InterruptedException {
        return client.series(selectors.stream().map(Selector::toString).toList(), from, to);
    }

    /** Returns the values that a label has in the series of a selector. */
    SortedSet<String> values(Selector selector, String label) throws PrometheusQueryException, InterruptedException {
        return labels(List.of(selector)).stream()
                .flatMap(series -> series.get(label).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what was left out, and what the server warned of. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(replicas.remarks());
        warnings.forEach(warning -> remarks.add("the server warns: " + warning));
        return remarks;
    }
}
