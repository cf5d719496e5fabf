package org.thermograd.domain.efficiency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.OptionalDouble;

/** The last temperatures that are known, and how fast they rise. Confined to one thread. */
final class TemperatureSlope {
    private static final int CAPACITY = 600;
    private static final int FEWEST_POINTS = 3;
    private static final double SHORTEST_SECONDS = 1e-3;

    private final Duration window;
    private final IndexMode mode;
    private final ArrayDeque<Reading> readings = new ArrayDeque<>();

    TemperatureSlope(Duration window, IndexMode mode) {
        this.window = window;
        this.mode = mode;
    }

    private record Reading(Instant time, double celsius) {}

    void clear() {
        readings.clear();
    }

    void add(Instant time, double celsius) {
        readings.addLast(new Reading(time, celsius));
        if (window.isZero()) {
            limitTo(2);
            return;
        }
        limitTo(CAPACITY);
        // In doubles, as the oracle has it: whether a reading exactly one window ago counts is a matter of rounding.
        double start = Seconds.since1970(time) - Seconds.of(window);
        while (Seconds.since1970(readings.getFirst().time) < start) {
            readings.removeFirst();
        }
    }

    private void limitTo(int count) {
        while (readings.size() > count) {
            readings.removeFirst();
        }
    }

    /** Returns the temperature known last. */
    OptionalDouble lastCelsius() {
        return readings.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(readings.getLast().celsius);
    }

    /** Returns the slope up to the temperature known last; absent with too few, or where it overflows. */
    OptionalDouble celsiusPerSecond() {
        double slope = window.isZero() ? lastTwo() : fitted();
        return Double.isFinite(slope) ? OptionalDouble.of(slope) : OptionalDouble.empty();
    }

    private double lastTwo() {
        if (readings.size() < 2) {
            return Double.NaN;
        }
        Reading from = readings.getFirst();
        Reading to = readings.getLast();
        double seconds = mode == IndexMode.LITERAL
                ? 1
                : Math.max(Seconds.of(Duration.between(from.time, to.time)), SHORTEST_SECONDS);
        return (to.celsius - from.celsius) / seconds;
    }

    /** Least squares over the window, if at least three temperatures fill half of it. */
    private double fitted() {
        if (readings.size() < FEWEST_POINTS) {
            return Double.NaN;
        }
        Instant start = readings.getFirst().time;
        if (2 * Seconds.of(Duration.between(start, readings.getLast().time)) < Seconds.of(window)) {
            return Double.NaN;
        }
        double meanSeconds = 0;
        double meanCelsius = 0;
        for (Reading reading : readings) {
            meanSeconds += Seconds.of(Duration.between(start, reading.time)) / readings.size();
            meanCelsius += reading.celsius / readings.size();
        }
        double products = 0;
        double squares = 0;
        for (Reading reading : readings) {
            double seconds = Seconds.of(Duration.between(start, reading.time)) - meanSeconds;
            products += seconds * (reading.celsius - meanCelsius);
            squares += seconds * seconds;
        }
        return products / squares;
    }

    /** Durations and times as numbers. */
    static final class Seconds {
        private static final double NANOS_PER_SECOND = 1e9;

        private Seconds() {}

        static double of(Duration duration) {
            return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
        }

        /** Returns the seconds since 1970 UTC, today to a quarter of a microsecond. */
        static double since1970(Instant time) {
            return time.getEpochSecond() + time.getNano() / NANOS_PER_SECOND;
        }
    }
}
