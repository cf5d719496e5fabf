package org.thermograd.adapter.http.pushgateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind a pushed family is. */
enum MetricType {
    /** Only goes up. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** A distribution in buckets. */
    HISTOGRAM,
    /** A distribution by quantiles. */
    SUMMARY,
    /** Nobody said. */
    UNTYPED;

    static final String BUCKET = "_bucket";
    static final String SUM = "_sum";
    static final String COUNT = "_count";

    private static final List<String> NO_SUFFIXES = List.of();

    /** Returns the type of a name, in any case. */
    static Optional<MetricType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns its name in the text format. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether its series have sum and count. */
    boolean isDistribution() {
        return this == HISTOGRAM || this == SUMMARY;
    }

    /** Returns the label that tells apart the parts of a distribution. */
    String boundLabel() {
        return this == HISTOGRAM ? "le" : "quantile";
    }

    /** Returns what names of series may have after that of their family. */
    List<String> suffixes() {
        return switch (this) {
            case COUNTER, GAUGE, UNTYPED -> NO_SUFFIXES;
            case HISTOGRAM -> List.of(BUCKET, SUM, COUNT);
            case SUMMARY -> List.of(SUM, COUNT);
        };
    }
}
