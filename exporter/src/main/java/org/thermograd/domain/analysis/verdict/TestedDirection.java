package org.thermograd.domain.analysis.verdict;

import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.RateRatio;

/**
 * A coincidence test as one of the two of the primary family.
 *
 * @param coincidence the test
 * @param estimable whether its windows leave enough time outside them; absent without events on both sides
 * @param q the q-value in the family of the directions that are estimable; absent where it is not one of them
 */
public record TestedDirection(Coincidence coincidence, Optional<Boolean> estimable, OptionalDouble q) {
    /** Returns whether effects follow causes more often than chance: significant, not negligible, and surely above 1. */
    public boolean holds(CoincidenceConfig config) {
        if (q.isEmpty() || q.getAsDouble() > config.alpha()) {
            return false;
        }
        RateRatio ratio = coincidence.statistics().orElseThrow().rateRatio();
        boolean large = ratio.estimate().isEmpty() || ratio.estimate().getAsDouble() >= config.minRateRatio();
        return large && ratio.isAboveOne();
    }

    /** Returns the same test as a member of another family. */
    public TestedDirection withQ(double other) {
        return new TestedDirection(coincidence, estimable, OptionalDouble.of(other));
    }
}
