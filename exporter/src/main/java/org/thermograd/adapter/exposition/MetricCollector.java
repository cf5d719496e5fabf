package org.thermograd.adapter.exposition;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/**
 * Turns one part of what is known into metric families. Owns the names of its families.
 *
 * <p>Called by several threads at once. It renders state that is there; it reads no hardware, waits for nothing and does
 * not change what it renders. If it throws, its families are missing from that scrape, the others are not, and
 * {@code thermograd_collector_failures_total} counts it.
 */
public interface MetricCollector {
    /** Returns its name, one of few; also a label. */
    String name();

    /** Returns every family it can expose, always the same ones. No two collectors share one. */
    List<Family> families();

    /**
     * Returns the families that have a sample now, each once.
     *
     * @param scrape the moment, and the snapshot of the hardware that all collectors of this scrape see
     */
    List<MetricSnapshot> collect(Scrape scrape);
}
