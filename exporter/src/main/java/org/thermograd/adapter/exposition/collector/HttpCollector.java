package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;

/** Counts requests and connections that the server turned away before anything looked at what they ask for. Thread-safe. */
public final class HttpCollector implements MetricCollector {
    private static final Family REFUSED = Family.counter(
            "thermograd_http_refused_total",
            "Requests that were refused before their route, and connections that were closed, by reason.",
            "reason");

    private final NavigableMap<String, LongAdder> reasons = new TreeMap<>();

    /**
     * Makes counters that stand at 0.
     *
     * @param reasons every reason there can be
     */
    public HttpCollector(Collection<String> reasons) {
        reasons.forEach(reason -> this.reasons.put(reason, new LongAdder()));
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Family> families() {
        return List.of(REFUSED);
    }

    /** Counts one; a reason that it was not told of at the start is left out. */
    public void refused(String reason) {
        LongAdder count = reasons.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        Points refused = new Points(REFUSED);
        reasons.forEach((reason, count) -> refused.add(count.doubleValue(), reason));
        return refused.snapshot().stream().toList();
    }
}
