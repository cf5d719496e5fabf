package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One optimiser step as its run reported it. A value may be {@code NaN} or infinite: that was measured, and is not the
 * same as an absent one.
 *
 * @param step number of the step, 0 to 2<sup>53</sup>, so that it is exact as a sample
 * @param epochMillis when it ended, by the clock of the run, at least 0; absent if the run did not say
 * @param gradNorm norm of the gradient before clipping
 * @param loss loss
 * @param learningRate learning rate
 */
public record TrainingStep(
        long step,
        OptionalLong epochMillis,
        OptionalDouble gradNorm,
        OptionalDouble loss,
        OptionalDouble learningRate) {
    /** The greatest number of a step. */
    public static final long MAX_STEP = 1L << 53;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range, or no signal has a value
     */
    public TrainingStep {
        requireNonNull(epochMillis, "epochMillis");
        if (step < 0 || step > MAX_STEP) {
            throw new IllegalArgumentException("step must be 0 to " + MAX_STEP + ", got " + step);
        }
        if (epochMillis.orElse(0) < 0) {
            throw new IllegalArgumentException("epochMillis must be at least 0, got " + epochMillis.getAsLong());
        }
        if (gradNorm.isEmpty() && loss.isEmpty() && learningRate.isEmpty()) {
            throw new IllegalArgumentException("step must have a signal, got none");
        }
    }

    /** Returns the value of a signal. */
    public OptionalDouble value(Signal signal) {
        return switch (signal) {
            case GRAD_NORM -> gradNorm;
            case LOSS -> loss;
            case LEARNING_RATE -> learningRate;
        };
    }

    /** Returns the same step with its time, that of its arrival where the run did not say. */
    public TrainingStep arrivedAt(long arrivalMillis) {
        return epochMillis.isPresent()
                ? this
                : new TrainingStep(step, OptionalLong.of(arrivalMillis), gradNorm, loss, learningRate);
    }
}
