package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.statistics.EventRate;

/**
 * How often spikes and collapses are taken to come while a session is planned: as often as they came, where they did. Where none
 * came, as often as is assumed without data, but no more often than the time without one allows.
 *
 * @param spikes of spikes
 * @param collapses of collapses
 */
public record PlanRates(Rate spikes, Rate collapses) {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    public PlanRates {
        requireNonNull(spikes, "spikes");
        requireNonNull(collapses, "collapses");
    }

    /** Where a rate comes from. */
    public enum Origin {
        /** From the events of the session. */
        MEASURED("measured"),
        /** None was seen; the upper end of what is likely then (95%). */
        AT_MOST("at most"),
        /** From the options. */
        ASSUMED("assumed");

        private final String id;

        Origin(String id) {
            this.id = id;
        }

        /** Returns the name of it in reports. */
        public String id() {
            return id;
        }
    }

    /**
     * How often events come.
     *
     * @param perHour events in an hour, positive
     * @param origin how that is known
     */
    public record Rate(double perHour, Origin origin) {
        private static Rate of(int events, double hours, double assumedPerHour, boolean bounds) {
            if (events > 0) {
                return new Rate(new EventRate(events, hours).perHour(), Origin.MEASURED);
            }
            double bound = EventRate.upperBoundOfNone(hours);
            return bounds && bound < assumedPerHour
                    ? new Rate(bound, Origin.AT_MOST)
                    : new Rate(assumedPerHour, Origin.ASSUMED);
        }
    }

    /** Returns the rates that are assumed without data. */
    public static PlanRates assumed(PowerConfig power) {
        return new PlanRates(
                new Rate(power.planSpikesPerHour(), Origin.ASSUMED),
                new Rate(power.planCollapsesPerHour(), Origin.ASSUMED));
    }

    /**
     * Returns the rates of a session.
     *
     * @param forward counts of spikes as leading and collapses as following events, in more than no time
     * @param bounds whether collapses that were not seen bound their rate
     */
    static PlanRates of(CoincidenceCounts forward, PowerConfig power, boolean bounds) {
        double hours = forward.totalMillis() / MILLIS_PER_HOUR;
        return new PlanRates(
                Rate.of(forward.causes(), hours, power.planSpikesPerHour(), true),
                Rate.of(forward.effects(), hours, power.planCollapsesPerHour(), bounds));
    }
}
