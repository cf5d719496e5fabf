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
 * @param qOrder the q-value of a claim of order, of the p-values with short blocks; absent likewise
 */
public record TestedDirection(
        Coincidence coincidence, Optional<Boolean> estimable, OptionalDouble q, OptionalDouble qOrder) {
    /** Returns whether effects follow causes more often than chance: significant, not negligible, and surely above 1. */
    public boolean holds(CoincidenceConfig config) {
        return isSmall(q, config) && isLarge(config);
    }

    /** Returns whether it holds within the minute too, so that an order may be claimed. */
    public boolean holdsInOrder(CoincidenceConfig config) {
        return isSmall(qOrder, config) && isLarge(config);
    }

    private static boolean isSmall(OptionalDouble q, CoincidenceConfig config) {
        return q.isPresent() && q.getAsDouble() <= config.alpha();
    }

    private boolean isLarge(CoincidenceConfig config) {
        RateRatio ratio = coincidence.statistics().orElseThrow().rateRatio();
        boolean large = ratio.estimate().isEmpty() || ratio.estimate().getAsDouble() >= config.minRateRatio();
        return large && ratio.isAboveOne();
    }

    /** Returns the same test as a member of another family. */
    public TestedDirection withQ(double other) {
        return new TestedDirection(coincidence, estimable, OptionalDouble.of(other), qOrder);
    }
}
