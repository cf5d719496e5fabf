package org.thermograd.adapter.prometheus.runs;

import java.util.Comparator;
import org.thermograd.adapter.prometheus.Labels;

/**
 * An exporter as Prometheus knows it. Ordered by instance, then by job.
 *
 * @param job the scrape job; empty where there is none
 * @param instance the target; empty likewise
 */
record ExporterTarget(String job, String instance) implements Comparable<ExporterTarget> {
    private static final Comparator<ExporterTarget> ORDER =
            Comparator.comparing(ExporterTarget::instance).thenComparing(ExporterTarget::job);

    static ExporterTarget of(Labels labels) {
        return new ExporterTarget(
                labels.get(ExporterFamilies.JOB).orElse(""),
                labels.get(ExporterFamilies.INSTANCE_LABEL).orElse(""));
    }

    @Override
    public int compareTo(ExporterTarget other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return instance.isEmpty() ? "an exporter without instance" : instance;
    }
}
