package org.thermograd.domain.analysis.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.thermograd.domain.Require;

/**
 * Events counted while watching for some time, taken as a Poisson count.
 *
 * @param events how many, 0 or more
 * @param hours watched, finite and positive
 */
public record EventRate(int events, double hours) {
    private static final double ERROR_RATE = 0.05;

    public EventRate {
        Require.notNegative("events", events);
        Require.positive("hours", hours);
    }

    /** Returns the events per hour. */
    public double perHour() {
        return events / hours;
    }

    /** Returns the exact two-sided 95 % interval of the rate per hour (Garwood, Biometrika 28, 1936). */
    public Interval garwood() {
        double lower =
                events == 0 ? 0 : ChiSquaredDistribution.of(2.0 * events).inverseCumulativeProbability(ERROR_RATE / 2);
        double upper = ChiSquaredDistribution.of(2.0 * events + 2).inverseSurvivalProbability(ERROR_RATE / 2);
        return new Interval(lower / 2 / hours, upper / 2 / hours);
    }

    /**
     * Returns the one-sided upper 95 % bound of the rate per hour when nothing was seen: {@code -ln 0.05 / hours}, the
     * "rule of three" (Hanley and Lippman-Hand, JAMA 249, 1983).
     *
     * @param hours watched, positive
     */
    public static double upperBoundOfNone(double hours) {
        return -Math.log(ERROR_RATE) / hours;
    }
}
