package org.thermograd.calibration;

import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.calibration.session.CostSetting;

/**
 * What became of the sessions of one setting with episodes.
 *
 * @param setting the setting
 * @param estimates what was said of each
 */
record CostCounts(CostSetting setting, List<Estimate> estimates) {
    /**
     * What is said of one session.
     *
     * @param slowdown how many times longer steps take in episodes
     * @param lower the lower end of its 95% interval
     * @param upper the upper end
     * @param late whether the flag is said to look late
     * @param lostSeconds the time that is said to be lost
     * @param trulyLostSeconds the time that was
     */
    record Estimate(
            OptionalDouble slowdown,
            OptionalDouble lower,
            OptionalDouble upper,
            boolean late,
            OptionalDouble lostSeconds,
            double trulyLostSeconds) {
        boolean holds(double truth) {
            return lower.orElseThrow() <= truth && truth <= upper.orElseThrow();
        }

        boolean slower() {
            return lower.orElseThrow() > 1;
        }

        double width() {
            return upper.orElseThrow() - lower.orElseThrow();
        }
    }

    CostCounts {
        estimates = List.copyOf(estimates);
    }

    int size() {
        return estimates.size();
    }

    /** Returns those that have an interval. */
    List<Estimate> known() {
        return estimates.stream().filter(one -> one.lower().isPresent()).toList();
    }

    long holding() {
        return known().stream().filter(one -> one.holds(setting.slowdown())).count();
    }

    double coverage() {
        return (double) holding() / known().size();
    }

    long slower() {
        return known().stream().filter(Estimate::slower).count();
    }

    double slowerShare() {
        return (double) slower() / known().size();
    }

    long late() {
        return known().stream().filter(Estimate::late).count();
    }

    double meanWidth() {
        return known().stream().mapToDouble(Estimate::width).average().orElseThrow();
    }

    /** Returns the time that is said to be lost by the time that was, where both are told of. */
    OptionalDouble lostByTruth() {
        return estimates.stream()
                .filter(one -> one.lostSeconds().isPresent() && one.trulyLostSeconds() > 0)
                .mapToDouble(one -> one.lostSeconds().getAsDouble() / one.trulyLostSeconds())
                .average();
    }
}
