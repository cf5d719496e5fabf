package org.thermograd.adapter.promapi.exporter;

import java.util.Comparator;
import org.thermograd.adapter.promapi.Labels;

/**
 * An exporter as Prometheus knows it. Ordered by instance, then by job.
 *
 * @param job the scrape job; empty where there is none
 * @param instance the target; empty likewise
 */
record Exporter(String job, String instance) implements Comparable<Exporter> {
    private static final Comparator<Exporter> ORDER =
            Comparator.comparing(Exporter::instance).thenComparing(Exporter::job);

    static Exporter of(Labels labels) {
        return new Exporter(
                labels.get(ExporterFamilies.JOB).orElse(""),
                labels.get(ExporterFamilies.INSTANCE_LABEL).orElse(""));
    }

    @Override
    public int compareTo(Exporter other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return instance.isEmpty() ? "an exporter without instance" : instance;
    }
}
