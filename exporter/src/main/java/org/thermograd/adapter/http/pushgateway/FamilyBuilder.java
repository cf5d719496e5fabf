package org.thermograd.adapter.http.pushgateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects the series of one family. Confined to one thread. */
final class FamilyBuilder {
    private final String name;
    private final GroupKey group;
    private Optional<MetricType> type = Optional.empty();
    private Optional<String> help = Optional.empty();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Distribution> distributions = new LinkedHashMap<>();

    FamilyBuilder(String name, GroupKey group) {
        this.name = name;
        this.group = group;
    }

    String name() {
        return name;
    }

    Optional<MetricType> type() {
        return type;
    }

    void type(MetricType given) {
        type = Optional.of(given);
    }

    Optional<String> help() {
        return help;
    }

    void help(String given) {
        help = Optional.of(given);
    }

    /** Takes a value; returns whether it is the first of its labels. */
    boolean add(String labels, double value) {
        return values.put(labels, value) == null;
    }

    /** Returns the distribution of the given labels, a new one where there is none. */
    Distribution distribution(String labels) {
        return distributions.computeIfAbsent(labels, any -> new Distribution());
    }

    boolean isEmpty() {
        return values.isEmpty() && distributions.isEmpty();
    }

    PushedFamily build() {
        MetricType kind = type.orElse(MetricType.UNTYPED);
        SeriesLines lines = new SeriesLines();
        values.forEach((labels, value) -> lines.add(name, labels, value));
        distributions.forEach((labels, distribution) -> distribution.writeTo(lines, name, kind, labels));
        Double single = values.size() == 1 ? values.get(group.text()) : null;
        return new PushedFamily(
                name,
                kind,
                help,
                lines.series(),
                lines.bytes(),
                single == null ? OptionalDouble.empty() : OptionalDouble.of(single));
    }
}
