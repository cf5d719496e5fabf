package org.thermograd.adapter.http.pushgateway;

import java.util.Map;
import java.util.TreeMap;

/** The parts of one histogram or summary: its buckets or quantiles by bound, sum and count. Confined to one thread. */
final class Distribution {
    private final TreeMap<Double, Double> bounds = new TreeMap<>();
    private boolean hasSum;
    private double sum;
    private boolean hasCount;
    private double count;

    /** Takes the value of a bucket or a quantile; returns whether it is the first of its bound. */
    boolean bound(double bound, double value) {
        return bounds.put(bound, value) == null;
    }

    /** Takes the sum; returns whether it is the first. */
    boolean sum(double value) {
        boolean first = !hasSum;
        hasSum = true;
        sum = value;
        return first;
    }

    /** Takes the count; returns whether it is the first. */
    boolean count(double value) {
        boolean first = !hasCount;
        hasCount = true;
        count = value;
        return first;
    }

    /** Writes all parts; a histogram without a last bucket gets the one that holds all. */
    void writeTo(SeriesLines out, String name, MetricType type, String labels) {
        if (type == MetricType.HISTOGRAM) {
            bounds.putIfAbsent(Double.POSITIVE_INFINITY, count);
        }
        String partName = type == MetricType.HISTOGRAM ? name + MetricType.BUCKET : name;
        for (Map.Entry<Double, Double> part : bounds.entrySet()) {
            String bound = type.boundLabel() + "=\"" + Decimal.text(part.getKey()) + '"';
            out.add(partName, labels + "," + bound, part.getValue());
        }
        out.add(name + MetricType.SUM, labels, sum);
        out.add(name + MetricType.COUNT, labels, count);
    }
}
