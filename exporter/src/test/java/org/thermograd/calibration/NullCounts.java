package org.thermograd.calibration;

import java.util.List;
import java.util.Optional;
import org.thermograd.calibration.session.Scenario;

/**
 * What became of the sessions of one scenario without a coupling.
 *
 * @param scenario the scenario
 * @param sessions what was said of each
 */
record NullCounts(Scenario scenario, List<Session> sessions) {
    private static final double LEAST_HOURS = 4;
    private static final double LEAST_SPIKES_PER_HOUR = 30;
    private static final double LEAST_COLLAPSES_PER_HOUR = 12;
    private static final double LEAST_BEFORE = 0.15;
    private static final double LEAST_PLANTED = 0.75;

    /**
     * One session, and one of the same scenario with a planted effect.
     *
     * @param answer what is said of it
     * @param before whether the rules before would have called it coupled
     * @param planted what is said of the other; absent where no driver is shared
     */
    record Session(Answer answer, boolean before, Optional<Answer> planted) {}

    NullCounts {
        sessions = List.copyOf(sessions);
    }

    int size() {
        return sessions.size();
    }

    long before() {
        return sessions.stream().filter(Session::before).count();
    }

    long coupled() {
        return sessions.stream().filter(one -> one.answer().coupled()).count();
    }

    long together() {
        return sessions.stream().filter(one -> one.answer().together()).count();
    }

    long plantedFound() {
        return sessions.stream()
                .filter(one -> one.planted().filter(Answer::found).isPresent())
                .count();
    }

    double spikesPerHour() {
        return sessions.stream().mapToInt(one -> one.answer().spikes()).sum() / hours();
    }

    double collapsesPerHour() {
        return sessions.stream().mapToInt(one -> one.answer().collapses()).sum() / hours();
    }

    private double hours() {
        return sessions.stream().mapToDouble(one -> one.answer().hours()).sum();
    }

    double coupledShare() {
        return (double) coupled() / size();
    }

    /** Tells whether a shared driver is strong enough, and an effect still seen, for the scenario to count. */
    boolean counts() {
        return scenario.role() == Scenario.Role.SHARED
                && scenario.hours() >= LEAST_HOURS
                && spikesPerHour() >= LEAST_SPIKES_PER_HOUR
                && collapsesPerHour() >= LEAST_COLLAPSES_PER_HOUR
                && before() >= LEAST_BEFORE * size()
                && plantedFound() >= LEAST_PLANTED * size();
    }
}
