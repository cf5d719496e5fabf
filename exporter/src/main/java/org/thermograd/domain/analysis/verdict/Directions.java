package org.thermograd.domain.analysis.verdict;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;

/**
 * The primary family: the two directions, which of them can be estimated, and their q-values.
 *
 * @param forward do collapses follow spikes
 * @param backward do spikes follow collapses
 */
record Directions(TestedDirection forward, TestedDirection backward) {
    static Directions of(Coincidence forward, Coincidence backward, CoincidenceConfig config) {
        double[] q = BenjaminiHochberg.qValues(Stream.of(forward, backward)
                .filter(direction -> isEstimable(direction, config))
                .mapToDouble(direction -> direction.statistics().orElseThrow().p())
                .toArray());
        return new Directions(tested(forward, config, q, 0), tested(backward, config, q, q.length - 1));
    }

    private static boolean isEstimable(Coincidence direction, CoincidenceConfig config) {
        return direction.statistics().isPresent() && direction.counts().exposure() <= config.maxExposure();
    }

    private static TestedDirection tested(Coincidence direction, CoincidenceConfig config, double[] q, int member) {
        return new TestedDirection(
                direction,
                direction.statistics().map(statistics -> isEstimable(direction, config)),
                isEstimable(direction, config) ? OptionalDouble.of(q[member]) : OptionalDouble.empty());
    }

    private TestedDirection get(Direction direction) {
        return direction == Direction.FORWARD ? forward : backward;
    }

    private boolean isSaturated(Direction direction) {
        return get(direction).estimable().equals(Optional.of(false));
    }

    /** Returns why nothing can be estimated; empty if something can. */
    Set<Reason> reasons(boolean collapsesObservable) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        CoincidenceCounts counts = forward.coincidence().counts();
        if (counts.causes() == 0) {
            reasons.add(Reason.ZERO_SPIKES);
        }
        if (counts.effects() == 0) {
            reasons.add(collapsesObservable ? Reason.ZERO_COLLAPSES : Reason.COLLAPSES_NOT_OBSERVABLE);
        }
        if (isSaturated(Direction.FORWARD) && isSaturated(Direction.BACKWARD)) {
            reasons.add(Reason.WINDOWS_SATURATED_FORWARD);
            reasons.add(Reason.WINDOWS_SATURATED_BACKWARD);
        }
        return reasons;
    }

    /** Returns what must be said beside a verdict, where both sides had events. */
    Set<Qualifier> qualifiers(double alpha) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        for (Direction direction : Direction.values()) {
            if (isSaturated(direction)) {
                qualifiers.add(Qualifier.saturated(direction));
            }
            get(direction).coincidence().statistics().ifPresent(statistics -> {
                boolean global = statistics.pGlobal() <= alpha / 2;
                boolean block = statistics.pBlock() <= alpha / 2;
                if (global && !block) {
                    qualifiers.add(Qualifier.sharedTrendOnly(direction));
                }
                if (block && !global) {
                    qualifiers.add(Qualifier.sharedRhythmOrBurstsOnly(direction));
                }
            });
        }
        return qualifiers;
    }
}
