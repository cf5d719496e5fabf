package org.thermograd.domain.analysis.verdict;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.WithoutPauses;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;

/**
 * The primary family: the two directions, which of them can be estimated, and their q-values.
 *
 * @param forward do collapses follow spikes
 * @param backward do spikes follow collapses
 */
record Directions(TestedDirection forward, TestedDirection backward) {
    static Directions of(Coincidence forward, Coincidence backward, CoincidenceConfig config) {
        List<CoincidenceStatistics> family = Stream.of(forward, backward)
                .filter(direction -> isEstimable(direction, config))
                .map(direction -> direction.statistics().orElseThrow())
                .toList();
        double[] q = BenjaminiHochberg.qValues(
                family.stream().mapToDouble(CoincidenceStatistics::p).toArray());
        double[] qOrder = BenjaminiHochberg.qValues(
                family.stream().mapToDouble(CoincidenceStatistics::pOrder).toArray());
        return new Directions(tested(forward, config, q, qOrder, 0), tested(backward, config, q, qOrder, q.length - 1));
    }

    private static boolean isEstimable(Coincidence direction, CoincidenceConfig config) {
        return direction.statistics().isPresent() && direction.counts().exposure() <= config.maxExposure();
    }

    private static TestedDirection tested(
            Coincidence direction, CoincidenceConfig config, double[] q, double[] qOrder, int member) {
        boolean estimable = isEstimable(direction, config);
        return new TestedDirection(
                direction,
                direction.statistics().map(statistics -> estimable),
                estimable ? OptionalDouble.of(q[member]) : OptionalDouble.empty(),
                estimable ? OptionalDouble.of(qOrder[member]) : OptionalDouble.empty());
    }

    /** Returns the directions that hold in order. */
    Set<Direction> inOrder(CoincidenceConfig config) {
        Set<Direction> holding = EnumSet.noneOf(Direction.class);
        for (Direction direction : Direction.values()) {
            if (get(direction).holdsInOrder(config)) {
                holding.add(direction);
            }
        }
        return holding;
    }

    /** Returns the direction with the smaller q-value of those that hold, forward of equal ones; nothing if none does. */
    Optional<Direction> clearest(CoincidenceConfig config) {
        return Stream.of(Direction.values())
                .filter(direction -> get(direction).holds(config))
                .min(Comparator.comparingDouble(direction -> get(direction).q().orElseThrow()));
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

    /** Returns what must be said of the directions beside a verdict, where both sides had events. */
    Set<Qualifier> qualifiers(CoincidenceConfig config) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        Set<Direction> holding = inOrder(config);
        for (Direction direction : Direction.values()) {
            if (isSaturated(direction)) {
                qualifiers.add(Qualifier.saturated(direction));
            } else if (!holding.contains(direction)) {
                get(direction)
                        .coincidence()
                        .statistics()
                        .ifPresent(statistics -> add(direction, statistics, config.alpha() / 2, qualifiers));
            }
        }
        return qualifiers;
    }

    private static void add(
            Direction direction, CoincidenceStatistics statistics, double level, Set<Qualifier> qualifiers) {
        boolean global = statistics.pGlobal() <= level;
        boolean block = statistics.pBlock() <= level;
        boolean withoutPauses = statistics.withoutPauses().map(WithoutPauses::p).orElse(0.0) <= level;
        if (global && block && !withoutPauses) {
            qualifiers.add(Qualifier.nearPausesOnly(direction));
        }
        if (global && !block) {
            qualifiers.add(Qualifier.sharedTrendOnly(direction));
        }
        if (block && !global) {
            qualifiers.add(Qualifier.sharedRhythmOrBurstsOnly(direction));
        }
    }
}
