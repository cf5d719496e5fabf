package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Scrape;

/** {@code jvm_*} and {@code process_*} as the client library defines them. Thread-safe. */
public final class JvmCollector implements MetricCollector {
    private final PrometheusRegistry registry;

    private JvmCollector(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** Returns a collector with a registry of its own; it starts to watch garbage collections. */
    public static JvmCollector start() {
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        return new JvmCollector(registry);
    }

    @Override
    public String name() {
        return "jvm";
    }

    /** Returns none: which there are depends on the virtual machine, and the library owns their names. */
    @Override
    public List<Family> families() {
        return List.of();
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        return registry.scrape().stream().toList();
    }
}
