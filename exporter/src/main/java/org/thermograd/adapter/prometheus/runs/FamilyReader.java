package org.thermograd.adapter.prometheus.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.adapter.prometheus.PrometheusClient;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.adapter.prometheus.ReadListener;
import org.thermograd.adapter.prometheus.ReadResult;

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
        return read(selector, own, Optional.empty());
    }

    /** Reads the same, at each step only if there is one. */
    List<OwnSeries> read(Selector selector, Set<String> own, Optional<Duration> step)
            throws PrometheusQueryException, InterruptedException {
        ReadResult result = samples(selector, step);
        warnings.addAll(result.warnings());
        return replicas.keep(result.series(), own);
    }

    /** Reads the samples of a selector of whoever's series; those that differ in labels of replicas only are copies. */
    List<OwnSeries> readForeign(Selector selector) throws PrometheusQueryException, InterruptedException {
        return readForeign(selector, Optional.empty());
    }

    /** Reads the same, at each step only if there is one. */
    List<OwnSeries> readForeign(Selector selector, Optional<Duration> step)
            throws PrometheusQueryException, InterruptedException {
        return keep(samples(selector, step));
    }

    private ReadResult samples(Selector selector, Optional<Duration> step)
            throws PrometheusQueryException, InterruptedException {
        ReadListener listener = listeners.apply(selector.name());
        return step.isEmpty()
                ? client.read(selector.toString(), from, to, listener)
                : client.evaluate(selector.toString(), step.get(), from, to, listener);
    }

    /**
     * Reads what somebody asks for: the raw samples of a selector, else what an expression is at each step.
     *
     * @param promql selector or expression
     * @param step of an expression
     */
    List<OwnSeries> readForeign(String promql, Duration step) throws PrometheusQueryException, InterruptedException {
        ReadListener listener = listeners.apply(promql);
        return keep(
                Selector.isSelector(promql)
                        ? client.read(promql, from, to, listener)
                        : client.evaluate(promql, step, from, to, listener));
    }

    private List<OwnSeries> keep(ReadResult result) {
        warnings.addAll(result.warnings());
        Set<String> own = new HashSet<>();
        result.series().forEach(one -> own.addAll(one.labels().values().keySet()));
        own.removeAll(ExporterFamilies.REPLICA_LABELS);
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
