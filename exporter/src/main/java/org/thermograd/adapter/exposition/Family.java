package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A metric family as it stands on the page.
 *
 * @param name with prefix, unit and, of a counter, {@code _total}; of an information metric {@code _info}
 * @param type what kind it is
 * @param help one sentence for its users
 * @param labelNames the labels its series may have; a label without a value is left out
 */
public record Family(String name, Type type, String help, List<String> labelNames) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
    private static final Set<String> UNITS =
            Set.of("seconds", "bytes", "celsius", "watts", "joules", "hertz", "ratio", "rpm", "volts", "amperes");

    /** What kind a family is. */
    public enum Type {
        /** Goes up and down. */
        GAUGE(""),
        /** Only goes up, until the source starts over. */
        COUNTER("_total"),
        /** Constant 1; what it says is in its labels. */
        INFO("_info"),
        /** A distribution in buckets. */
        HISTOGRAM(""),
        /** How many and how much together. */
        SUMMARY("");

        private final String suffix;

        Type(String suffix) {
            this.suffix = suffix;
        }
    }

    /**
     * Makes a family.
     *
     * @throws IllegalArgumentException if the name is not in snake case, or does not end as its type wants it
     */
    public Family {
        requireNonNull(type, "type");
        requireNonNull(help, "help");
        labelNames = List.copyOf(labelNames);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be in snake case with a prefix, got " + name);
        }
        if (!name.endsWith(type.suffix)) {
            throw new IllegalArgumentException("name must end with " + type.suffix + ", got " + name);
        }
        if (type.suffix.isEmpty() && name.matches(".*_(total|info|created|bucket|count|sum)")) {
            throw new IllegalArgumentException("name must not end like a sample of another type, got " + name);
        }
    }

    /** Makes a gauge. */
    public static Family gauge(String name, String help, String... labelNames) {
        return new Family(name, Type.GAUGE, help, List.of(labelNames));
    }

    /** Makes a counter; the name ends with {@code _total}. */
    public static Family counter(String name, String help, String... labelNames) {
        return new Family(name, Type.COUNTER, help, List.of(labelNames));
    }

    /** Makes an information metric; the name ends with {@code _info}. */
    public static Family info(String name, String help, String... labelNames) {
        return new Family(name, Type.INFO, help, List.of(labelNames));
    }

    /** Makes a histogram. */
    public static Family histogram(String name, String help, String... labelNames) {
        return new Family(name, Type.HISTOGRAM, help, List.of(labelNames));
    }

    /** Makes a summary, which has no quantiles. */
    public static Family summary(String name, String help, String... labelNames) {
        return new Family(name, Type.SUMMARY, help, List.of(labelNames));
    }

    /** Returns the name without {@code _total} or {@code _info}, as the client library wants it. */
    public String baseName() {
        return name.substring(0, name.length() - type.suffix.length());
    }

    /** Returns the unit in which its values are, where the name ends with one. */
    public Optional<String> unit() {
        String base = baseName();
        return Optional.of(base.substring(base.lastIndexOf('_') + 1))
                .filter(last -> UNITS.contains(last) && type != Type.INFO);
    }

    /** Returns name, help and unit for the client library. */
    public MetricMetadata metadata() {
        return unit().map(unit -> new MetricMetadata(baseName(), help, new Unit(unit)))
                .orElseGet(() -> new MetricMetadata(baseName(), help));
    }
}
