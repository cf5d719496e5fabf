package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The answer of one analysis. The kinds are closed; what a kind has to say beside its name is in it. */
public sealed interface Verdict {
    /** Returns the name of this verdict. */
    Code code();

    /**
     * Nothing can be said about coupling.
     *
     * @param reasons why, at least one
     * @param plan how long a session would have to be; absent where time cannot help
     * @param collapseRateUpper95PerHour when both sides were watched and no collapse came: the rate that this excludes
     */
    record NotEstimable(SortedSet<Reason> reasons, Optional<Plan> plan, OptionalDouble collapseRateUpper95PerHour)
            implements Verdict {
        public NotEstimable {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("reasons must not be empty, got " + reasons);
            }
            reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
            requireNonNull(plan, "plan");
            requireNonNull(collapseRateUpper95PerHour, "collapseRateUpper95PerHour");
        }

        @Override
        public Code code() {
            return Code.NOT_ESTIMABLE;
        }
    }

    /**
     * Coupling was found.
     *
     * @param order what comes first; absent if the lags are too short to tell, or flags may be too late
     */
    record Coupled(Optional<Order> order) implements Verdict {
        /** What comes first. */
        public enum Order {
            /** Collapses follow spikes. */
            SPIKES_FIRST,
            /** Spikes follow collapses. */
            COLLAPSES_FIRST,
            /** Each follows the other. */
            BOTH
        }

        public Coupled {
            requireNonNull(order, "order");
        }

        @Override
        public Code code() {
            return order.map(known -> switch (known) {
                        case SPIKES_FIRST -> Code.COUPLED_SPIKES_PRECEDE_COLLAPSES;
                        case COLLAPSES_FIRST -> Code.COUPLED_COLLAPSES_PRECEDE_SPIKES;
                        case BOTH -> Code.COUPLED_BOTH_DIRECTIONS;
                    })
                    .orElse(Code.COUPLED_ORDER_UNRESOLVED);
        }
    }

    /**
     * Both come in the same minutes, and no order shows within them: something that lasts about a minute and drives both
     * explains that as well.
     *
     * @param direction which side follows the other; absent if only their closeness is more than chance
     */
    record TogetherWithinMinutes(Optional<Direction> direction) implements Verdict {
        public TogetherWithinMinutes {
            requireNonNull(direction, "direction");
        }

        @Override
        public Code code() {
            return Code.TOGETHER_WITHIN_MINUTES;
        }
    }

    /**
     * No coupling was found, although one that matters would have been.
     *
     * @param detectableRateRatio the larger of the rate ratios that each direction would have shown
     */
    record NoEvidenceAdequatePower(double detectableRateRatio) implements Verdict {
        @Override
        public Code code() {
            return Code.NO_EVIDENCE_ADEQUATE_POWER;
        }
    }

    /**
     * Nothing was found with the window of the question, although it would have been, and something with another one.
     *
     * @param test the one with the smallest q-value
     * @param looks how many tests it is one of
     */
    record InconclusiveOtherWindow(WindowScan.Tested test, int looks) implements Verdict {
        public InconclusiveOtherWindow {
            requireNonNull(test, "test");
        }

        @Override
        public Code code() {
            return Code.INCONCLUSIVE_OTHER_WINDOW;
        }
    }

    /**
     * No coupling was found, and there was too little data to find it.
     *
     * @param moreMinutes how much longer to run; absent where more time would not help
     */
    record InconclusiveTooShort(OptionalLong moreMinutes) implements Verdict {
        public InconclusiveTooShort {
            requireNonNull(moreMinutes, "moreMinutes");
        }

        @Override
        public Code code() {
            return Code.INCONCLUSIVE_TOO_SHORT;
        }
    }

    /**
     * How long a session must be.
     *
     * @param minutes rounded up; absent if no length would do
     * @param expectedCollapses how many collapses it takes; absent likewise
     * @param exposure the share of the time inside windows at these rates
     * @param rates how often events are taken to come
     */
    record Plan(OptionalLong minutes, OptionalDouble expectedCollapses, double exposure, PlanRates rates) {
        public Plan {
            requireNonNull(rates, "rates");
        }
    }

    /** The name of a verdict in reports and metrics. */
    public enum Code {
        /** Nothing can be said. */
        NOT_ESTIMABLE,
        /** Each side follows the other. */
        COUPLED_BOTH_DIRECTIONS,
        /** Spikes follow collapses. */
        COUPLED_COLLAPSES_PRECEDE_SPIKES,
        /** Collapses follow spikes. */
        COUPLED_SPIKES_PRECEDE_COLLAPSES,
        /** Both come together, too close for an order. */
        COUPLED_ORDER_UNRESOLVED,
        /** Both come in the same minutes, in no firm order. */
        TOGETHER_WITHIN_MINUTES,
        /** Nothing found, and enough data to find it. */
        NO_EVIDENCE_ADEQUATE_POWER,
        /** Nothing found with this window, and something with another one. */
        INCONCLUSIVE_OTHER_WINDOW,
        /** Nothing found, and too little data to find it. */
        INCONCLUSIVE_TOO_SHORT
    }
}
