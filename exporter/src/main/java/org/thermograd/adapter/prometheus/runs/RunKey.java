package org.thermograd.adapter.prometheus.runs;

import java.util.Comparator;

/**
 * Which run of which exporter. Ordered by the name of the run.
 *
 * @param exporter the exporter that it pushed to
 * @param run its name there
 */
record RunKey(ExporterTarget exporter, String run) implements Comparable<RunKey> {
    private static final Comparator<RunKey> ORDER =
            Comparator.comparing(RunKey::run).thenComparing(RunKey::exporter);

    /** Returns which run a series is of. */
    static RunKey of(OwnSeries series) {
        return new RunKey(series.exporter(), series.label(ExporterFamilies.RUN));
    }

    @Override
    public int compareTo(RunKey other) {
        return ORDER.compare(this, other);
    }
}
