package org.thermograd.calibration.session;

/**
 * What a run with spikes and collapses is made of.
 *
 * @param seconds how long it is
 * @param stepMillis its median step
 * @param spikesPerHour spikes an hour of training where no driver acts, close ones counted apart
 * @param collapsesPerHour the same for collapses
 * @param driver what acts on both sides
 * @param coupling what couples them
 * @param lateMillis how late collapses are flagged
 */
record EventPlan(
        int seconds,
        long stepMillis,
        double spikesPerHour,
        double collapsesPerHour,
        Driver driver,
        Coupling coupling,
        long lateMillis) {
    private static final int HOUR = 3600;

    /** A run at one step a second, with a little more events than 30 spikes and 12 collapses an hour, some of which merge. */
    static EventPlan ofHours(double hours) {
        return new EventPlan((int) (hours * HOUR), 1000, 33, 13.5, Drivers.none(), new Coupling.None(), 0);
    }

    EventPlan drivenBy(Driver one) {
        return new EventPlan(seconds, stepMillis, spikesPerHour, collapsesPerHour, one, coupling, lateMillis);
    }

    EventPlan coupled(Coupling one) {
        return new EventPlan(seconds, stepMillis, spikesPerHour, collapsesPerHour, driver, one, lateMillis);
    }

    EventPlan flaggedLate(long millis) {
        return new EventPlan(seconds, stepMillis, spikesPerHour, collapsesPerHour, driver, coupling, millis);
    }

    EventPlan inStepsOf(long millis) {
        return new EventPlan(seconds, millis, spikesPerHour, collapsesPerHour, driver, coupling, lateMillis);
    }

    EventPlan withRates(double spikes, double collapses) {
        return new EventPlan(seconds, stepMillis, spikes, collapses, driver, coupling, lateMillis);
    }
}
