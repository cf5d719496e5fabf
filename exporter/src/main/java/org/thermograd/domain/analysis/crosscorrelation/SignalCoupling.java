package org.thermograd.domain.analysis.crosscorrelation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.statistics.Undefined;

/**
 * How the gradient norm of a run and a signal of a device go together.
 *
 * @param run the name of the run
 * @param device the name of the device
 * @param signal which of its signals
 * @param estimate the figures; absent if there are none
 * @param undefined why there are none; absent if there are
 */
public record SignalCoupling(
        String run, String device, DeviceSignal signal, Optional<Estimate> estimate, Optional<Undefined> undefined) {
    /** Checks that there is either an estimate or a reason. */
    public SignalCoupling {
        requireNonNull(run, "run");
        requireNonNull(device, "device");
        requireNonNull(signal, "signal");
        if (estimate.isPresent() == undefined.isPresent()) {
            throw new IllegalArgumentException(
                    "coupling must have either an estimate or a reason, got " + estimate + " and " + undefined);
        }
    }

    /**
     * The figures.
     *
     * @param rows samples of the slower side, on which the comparison is made
     * @param intervalMillis their median interval
     * @param stepMillis the median step time of the run; 0 where most steps bear the same time
     * @param raw of the logarithm of the norm and the signal as they are, the warm-up included: says nothing about coupling
     *     where both drift
     * @param warmUp the beginning of the run that is left out of all that follows
     * @param prewhitening the filter that both passed for all that follows
     * @param together of the filtered series at lag 0
     * @param p the p-value of that
     * @param interval its 95 % interval; absent where it is worth 3 draws or fewer
     * @param scan the largest coefficient of the filtered series over all lags
     * @param correlogram their coefficients by lag
     * @param normFirst whether the norm's past helps to predict the signal; absent with too few samples
     * @param signalFirst the reverse
     */
    public record Estimate(
            int rows,
            double intervalMillis,
            double stepMillis,
            Weighed raw,
            LeftOut warmUp,
            Prewhitening prewhitening,
            Weighed together,
            double p,
            Optional<Interval> interval,
            LagScan scan,
            Correlogram correlogram,
            Optional<GrangerCausality> normFirst,
            Optional<GrangerCausality> signalFirst) {
        /** Returns the lag of the largest coefficient in milliseconds; positive where the norm leads. */
        public double lagMillis() {
            return scan.lag() * intervalMillis;
        }

        /** Returns that lag in steps of the run; nothing where a step has no time. */
        public OptionalDouble lagSteps() {
            return stepMillis > 0 ? OptionalDouble.of(lagMillis() / stepMillis) : OptionalDouble.empty();
        }
    }

    /**
     * The beginning of a run that is left out.
     *
     * @param endMillis the first time that is kept
     * @param isShort whether the run is so short that less is left out than a warm-up takes
     */
    public record LeftOut(long endMillis, boolean isShort) {}

    /**
     * A coefficient and what it is worth.
     *
     * @param r Pearson's coefficient, -1 to 1
     * @param pairs complete pairs
     * @param draws how many separate draws those are worth
     */
    public record Weighed(double r, int pairs, EffectiveSize draws) {}
}
