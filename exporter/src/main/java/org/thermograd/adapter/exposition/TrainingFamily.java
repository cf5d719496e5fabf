package org.thermograd.adapter.exposition;

import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/**
 * A family of the training or push metrics.
 *
 * @param name as it stands on the page, with {@code _total} or {@code _info}
 * @param type what kind it is
 * @param help one sentence
 * @param labelNames the labels of its series; one without a value is left out
 */
public record TrainingFamily(String name, Type type, String help, List<String> labelNames) {
    /** The kinds of families. */
    public enum Type {
        /** Goes up and down. */
        GAUGE(""),
        /** Only goes up. */
        COUNTER("_total"),
        /** Constant 1. */
        INFO("_info"),
        /** Values in buckets. */
        HISTOGRAM("");

        private final String suffix;

        Type(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Copies the list. */
    public TrainingFamily {
        labelNames = List.copyOf(labelNames);
    }

    static TrainingFamily of(Type type, String name, String help, String... labelNames) {
        return new TrainingFamily("thermograd_" + name, type, help, List.of(labelNames));
    }

    /** Returns name, help and unit as the client library wants them. */
    MetricMetadata metadata() {
        String base = name.substring(0, name.length() - type.suffix.length());
        Unit unit = base.endsWith("_seconds") ? Unit.SECONDS : base.endsWith("_bytes") ? Unit.BYTES : null;
        return unit == null ? new MetricMetadata(base, help) : new MetricMetadata(base, help, unit);
    }
}
