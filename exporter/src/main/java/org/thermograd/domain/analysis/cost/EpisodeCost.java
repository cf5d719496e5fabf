package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the episodes of one kind cost one run.
 *
 * @param kind which episodes
 * @param episodes how many there were while steps were watched
 * @param insideSteps steps of which at least half lies in such episodes
 * @param outsideSteps steps that no episode of any kind comes near
 * @param estimate the cost; absent with fewer than 20 steps inside or outside
 */
public record EpisodeCost(
        EpisodeKind kind, int episodes, int insideSteps, int outsideSteps, Optional<Estimate> estimate) {
    /** Checks that nothing is missing. */
    public EpisodeCost {
        requireNonNull(kind, "kind");
        requireNonNull(estimate, "estimate");
    }

    /** Returns the cost of another kind with the same episodes. */
    EpisodeCost of(EpisodeKind other) {
        return new EpisodeCost(other, episodes, insideSteps, outsideSteps, estimate);
    }

    /**
     * The cost in step time.
     *
     * @param insideSeconds median step time inside
     * @param outsideSeconds median step time outside
     * @param lower lower end of the 95 % interval of the slowdown; absent where most resamples held no step inside or
     *     none outside
     * @param upper its upper end
     * @param p share of shifts of the episodes, the identity included, with at least this slowdown; more than 0
     * @param lostSeconds by how much the steps inside took longer than the median outside, in all; negative if they were
     *     faster
     * @param nearSlowdown the slowdown against the steps outside within 120 s of an episode only; absent with fewer than
     *     20 of them
     * @param insideJoules mean energy of a step inside; absent where the power is not known
     * @param outsideJoules mean energy of a step outside
     */
    public record Estimate(
            double insideSeconds,
            double outsideSeconds,
            OptionalDouble lower,
            OptionalDouble upper,
            double p,
            double lostSeconds,
            OptionalDouble nearSlowdown,
            OptionalDouble insideJoules,
            OptionalDouble outsideJoules) {
        /** Checks that nothing is missing. */
        public Estimate {
            requireNonNull(lower, "lower");
            requireNonNull(upper, "upper");
            requireNonNull(nearSlowdown, "nearSlowdown");
            requireNonNull(insideJoules, "insideJoules");
            requireNonNull(outsideJoules, "outsideJoules");
        }

        /** Returns the median step time inside by that outside; above 1 is slower. */
        public double slowdown() {
            return insideSeconds / outsideSeconds;
        }

        /** Returns how many steps would have fitted into the time that was lost. */
        public double lostSteps() {
            return lostSeconds / outsideSeconds;
        }

        /**
         * Returns whether the slowdown against all steps and against those of the neighbourhood differ by more than 10 %:
         * then step times have a trend of their own.
         */
        public boolean hasTrend() {
            return nearSlowdown.isPresent() && Math.abs(nearSlowdown.getAsDouble() / slowdown() - 1) > CostConfig.TREND;
        }
    }
}
